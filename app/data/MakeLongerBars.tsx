"use client";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { DAY } from "@/graph-runtime/core/time.ts";
import { Timeframe, timeframeMilliseconds } from "@/graph-runtime/market/timeframe.ts";
import { useTRPC } from "../trpc/context.ts";
import { errorText } from "../trpc/error-text.ts";
import { notifyError } from "../ui/notify.ts";
import { Select } from "../ui/Select.tsx";
import type { DatasetRow } from "./DatasetTable.tsx";

/** Makes a dataset of a longer timeframe from bars within the day; nothing for days and weeks. */
export function MakeLongerBars({ dataset }: { readonly dataset: DatasetRow }) {
  const trpc = useTRPC();
  const router = useRouter();
  const make = useMutation(
    trpc.imports.resample.mutationOptions({
      onSuccess: (begun) => router.push(`/data/imports/${begun.id}`),
      onError: (error) => notifyError(errorText(error)),
    }),
  );
  const base = Timeframe.safeParse(dataset.timeframe);
  if (!base.success || timeframeMilliseconds(base.data) >= DAY) return null;
  const length = timeframeMilliseconds(base.data);
  const longer = Timeframe.options.filter((one) => {
    const other = timeframeMilliseconds(one);
    return other > length && other % length === 0;
  });
  return (
    <Select
      aria-label="Make longer bars"
      className="w-44"
      value=""
      disabled={make.isPending || make.isSuccess}
      onChange={(event) => {
        const timeframe = Timeframe.safeParse(event.target.value);
        if (timeframe.success) make.mutate({ datasetId: dataset.id, timeframe: timeframe.data });
      }}
    >
      <option value="">Make longer bars…</option>
      {longer.map((timeframe) => (
        <option key={timeframe} value={timeframe}>
          Bars of {timeframe}
        </option>
      ))}
    </Select>
  );
}

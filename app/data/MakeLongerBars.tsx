"use client";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { DAY } from "@/graph-runtime/core/time.ts";
import type { Timeframe } from "@/graph-runtime/market/timeframe.ts";
import { TIMEFRAME_LENGTHS } from "@/graph-runtime/market/timeframe-lengths.ts";
import { useTRPC } from "../trpc/context.ts";
import { errorText } from "../trpc/error-text.ts";
import { notifyError } from "../ui/notify.ts";
import { Select } from "../ui/Select.tsx";
import type { DatasetRow } from "./DatasetTable.tsx";

const isTimeframe = (text: string): text is Timeframe => Object.hasOwn(TIMEFRAME_LENGTHS, text);
const timeframes = Object.keys(TIMEFRAME_LENGTHS).filter(isTimeframe);

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
  const length = isTimeframe(dataset.timeframe) ? TIMEFRAME_LENGTHS[dataset.timeframe] : DAY;
  if (length >= DAY) return null;
  const longer = timeframes.filter((one) => TIMEFRAME_LENGTHS[one] > length && TIMEFRAME_LENGTHS[one] % length === 0);
  return (
    <Select
      aria-label="Make longer bars"
      className="w-44"
      value=""
      disabled={make.isPending || make.isSuccess}
      onChange={(event) => {
        const { value } = event.target;
        if (isTimeframe(value)) make.mutate({ datasetId: dataset.id, timeframe: value });
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

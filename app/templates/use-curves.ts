"use client";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { fetchBars } from "../data/fetch-bars.ts";
import type { ApiOutput } from "../trpc/context.ts";
import type { Curve, CurveAnswer, CurveRequest } from "./curve-message.ts";

type Dataset = ApiOutput["datasets"]["list"][number];

/**
 * Runs the documents in a worker of this browser, over the dataset. A curve is null where its document does not
 * compile or the bars are not there, and absent until it is known. `documents` must keep its identity.
 */
export function useCurves(
  documents: readonly { readonly id: string; readonly document: unknown }[],
  dataset: Dataset | null,
): ReadonlyMap<string, Curve | null> {
  const bars = useQuery({
    queryKey: ["bars", dataset?.snapshotId],
    queryFn: () => fetchBars(dataset?.id ?? ""),
    enabled: dataset !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [curves, setCurves] = useState<ReadonlyMap<string, Curve | null>>(new Map());
  // External system: the worker.
  useEffect(() => {
    if (!dataset || !bars.data) return undefined;
    const worker = new Worker(new URL("./curve.worker.ts", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<CurveAnswer>) =>
      setCurves((known) => new Map(known).set(data.id, data.curve));
    worker.onerror = () => setCurves(new Map(documents.map(({ id }) => [id, null])));
    const { symbol, currency, synthetic } = dataset;
    worker.postMessage({ documents, symbol, currency, synthetic, bars: bars.data } satisfies CurveRequest);
    return () => worker.terminate();
  }, [documents, dataset, bars.data]);
  if (bars.isError) return new Map(documents.map(({ id }) => [id, null]));
  return curves;
}

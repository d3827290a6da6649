"use client";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { fetchBars } from "../data/fetch-bars.ts";
import type { ApiOutput } from "../trpc/context.ts";
import type { Curve, CurveAnswer, CurveRequest } from "./curve-message.ts";

type Dataset = ApiOutput["datasets"]["list"][number];

type Curves = {
  /** Null where a template could not be run, undefined while that is not known. */
  readonly curveOf: (id: string) => Curve | null | undefined;
  /** Asks for a template's curve; asking again changes nothing. */
  readonly ask: (id: string) => void;
};

/** Runs templates in a worker of this browser, over the dataset, in the order in which they are asked for. */
export function useCurves(dataset: Dataset | null): Curves {
  const bars = useQuery({
    queryKey: ["bars", dataset?.snapshotId],
    queryFn: () => fetchBars(dataset?.id ?? ""),
    enabled: dataset !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [curves, setCurves] = useState<ReadonlyMap<string, Curve | null>>(new Map());
  const [hasFailed, setHasFailed] = useState(false);
  const asked = useRef(new Set<string>());
  const worker = useRef<Worker | null>(null);
  // External system: the worker.
  useEffect(() => {
    if (!dataset || !bars.data) return undefined;
    const own = new Worker(new URL("./curve.worker.ts", import.meta.url), { type: "module" });
    const send = (request: CurveRequest) => own.postMessage(request);
    own.onmessage = ({ data }: MessageEvent<CurveAnswer>) =>
      setCurves((known) => new Map(known).set(data.id, data.curve));
    own.onerror = () => setHasFailed(true);
    const { symbol, currency, synthetic } = dataset;
    send({ kind: "open", symbol, currency, synthetic, bars: bars.data });
    for (const id of asked.current) send({ kind: "run", id });
    worker.current = own;
    return () => {
      worker.current = null;
      own.terminate();
    };
  }, [dataset, bars.data]);
  const ask = useCallback((id: string) => {
    if (asked.current.has(id)) return;
    asked.current.add(id);
    worker.current?.postMessage({ kind: "run", id } satisfies CurveRequest);
  }, []);
  const isOut = hasFailed || bars.isError;
  const curveOf = useCallback((id: string) => curves.get(id) ?? (isOut ? null : curves.get(id)), [curves, isOut]);
  return { curveOf, ask };
}

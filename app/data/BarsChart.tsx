"use client";
import { useQuery } from "@tanstack/react-query";
import { LazyTradeChart } from "../charts/lazy-charts.tsx";
import { useFormat } from "../format/FormatProvider.tsx";
import { Loaded } from "../trpc/Loaded.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import type { DatasetRow } from "./DatasetTable.tsx";
import { fetchBars } from "./fetch-bars.ts";

const mostCandles = 4_000;

/** The bars as candles; of a long history, several bars in each. */
export function BarsChart({ dataset }: { readonly dataset: DatasetRow }) {
  const format = useFormat();
  const bars = useQuery({
    queryKey: ["bars", dataset.snapshotId, mostCandles],
    queryFn: () => fetchBars(dataset.id, mostCandles),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Loaded query={bars} placeholder={<Skeleton className="h-80 w-full" />}>
      {(columns) => (
        <div className="grid gap-2">
          <LazyTradeChart prices={columns} tickSize={dataset.instrument.tickSize} />
          {columns.time.length < dataset.bars ? (
            <p className="text-faint text-xs">
              Each candle holds {format.integer(Math.ceil(dataset.bars / columns.time.length))} bars. Tests use every
              bar.
            </p>
          ) : null}
        </div>
      )}
    </Loaded>
  );
}

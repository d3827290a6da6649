"use client";
import { useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import { LazyTimeLinesChart } from "../../charts/lazy-charts.tsx";
import { errorText } from "../../trpc/error-text.ts";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import type { BacktestDetail } from "../BacktestView.tsx";
import { fetchColumns } from "../data/fetch-columns.ts";
import { readSeries } from "../data/result-series.ts";
import { runNames } from "./run-names.ts";

const points = 1_500;

/** The returns of all runs over one axis of time, so that different capitals can be compared. */
export function EquityOverlay({ runs }: { readonly runs: readonly BacktestDetail[] }) {
  const queries = useQueries({
    queries: runs.map(({ id }) => ({
      queryKey: ["result", id, "overlay"],
      queryFn: async () => readSeries(await fetchColumns(`/api/backtests/${id}/series?points=${points}`)),
      staleTime: Number.POSITIVE_INFINITY,
    })),
  });
  const failed = queries.find(({ isError }) => isError);
  const series = queries.flatMap(({ data }) => (data === undefined ? [] : [data]));
  const isThere = series.length === runs.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the series of these runs never change once they are there
  const lines = useMemo(
    () =>
      runNames(runs).map((label, index) => {
        const { time = [], equity = [] } = series[index] ?? {};
        const capital = runs[index]?.settings?.capital ?? equity[0] ?? 1;
        return { label, time, values: Float64Array.from(equity, (money) => money / capital - 1) };
      }),
    [isThere, runs.map(({ id }) => id).join()],
  );
  return (
    <Panel title="Return since the start" description="Of each run's own capital">
      {failed ? (
        <ErrorState message={errorText(failed.error)} onRetry={() => void failed.refetch()} />
      ) : isThere ? (
        <LazyTimeLinesChart lines={lines} unit="percent" height="h-80" label="Returns of the compared runs over time" />
      ) : (
        <Skeleton className="h-80 w-full" />
      )}
    </Panel>
  );
}

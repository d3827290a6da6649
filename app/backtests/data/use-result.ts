"use client";
import { useQuery } from "@tanstack/react-query";
import { OVERVIEW_POINTS } from "@/graph-runtime/analytics/summary/sample-bars.ts";
import { readTradeBundle } from "@/graph-runtime/analytics/trades/trade-bundle.ts";
import { fetchColumns } from "./fetch-columns.ts";
import { readPrices } from "./result-prices.ts";
import { readSeries } from "./result-series.ts";

/** A stretch of time, epoch milliseconds. */
export type Stretch = { readonly from: number; readonly to: number };

/** Where the columns of a result are: those of a team's backtest, or those that a share link shows. */
export type ResultSource = `/api/backtests/${string}` | `/api/shared-results/${string}`;

/** A finished backtest never changes. */
const kept = { staleTime: Number.POSITIVE_INFINITY, gcTime: 10 * 60_000 } as const;
const mostCandles = 4_000;

const queryOf = (stretch: Stretch | null, points: number): string =>
  stretch === null
    ? `points=${points}`
    : `points=${points}&from=${Math.floor(stretch.from)}&to=${Math.ceil(stretch.to)}`;

/** The equity columns of a result; with a stretch, a closer look at it. */
export function useResultSeries(source: ResultSource, stretch: Stretch | null, enabled = true) {
  return useQuery({
    queryKey: ["result", source, "series", stretch],
    queryFn: async ({ signal }) =>
      readSeries(await fetchColumns(`${source}/series?${queryOf(stretch, OVERVIEW_POINTS)}`, signal)),
    enabled,
    ...kept,
  });
}

export function useResultPrices(source: ResultSource, lane: number, stretch: Stretch | null, enabled = true) {
  return useQuery({
    queryKey: ["result", source, "prices", lane, stretch],
    queryFn: async ({ signal }) =>
      readPrices(await fetchColumns(`${source}/prices?lane=${lane}&${queryOf(stretch, mostCandles)}`, signal)),
    enabled,
    ...kept,
  });
}

export function useResultTrades(source: ResultSource, enabled = true) {
  return useQuery({
    queryKey: ["result", source, "trades"],
    queryFn: async ({ signal }) => readTradeBundle(await fetchColumns(`${source}/trades`, signal)),
    enabled,
    ...kept,
    structuralSharing: false,
  });
}

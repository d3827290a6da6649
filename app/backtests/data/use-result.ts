"use client";
import { useQuery } from "@tanstack/react-query";
import { readTradeBundle } from "@/graph-runtime/analytics/trades/trade-bundle.ts";
import { pricesPath, type ResultSource, type Stretch, seriesPath, tradesPath } from "./column-paths.ts";
import { fetchColumns } from "./fetch-columns.ts";
import { readPrices } from "./result-prices.ts";
import { readSeries } from "./result-series.ts";

/** A finished backtest never changes. */
const kept = { staleTime: Number.POSITIVE_INFINITY, gcTime: 10 * 60_000 } as const;

/** The equity columns of a result; with a stretch, a closer look at it. */
export function useResultSeries(source: ResultSource, stretch: Stretch | null, enabled = true) {
  return useQuery({
    queryKey: ["result", source, "series", stretch],
    queryFn: async ({ signal }) => readSeries(await fetchColumns(seriesPath(source, stretch), signal)),
    enabled,
    ...kept,
  });
}

export function useResultPrices(source: ResultSource, lane: number, stretch: Stretch | null, enabled = true) {
  return useQuery({
    queryKey: ["result", source, "prices", lane, stretch],
    queryFn: async ({ signal }) => readPrices(await fetchColumns(pricesPath(source, lane, stretch), signal)),
    enabled,
    ...kept,
  });
}

export function useResultTrades(source: ResultSource, enabled = true) {
  return useQuery({
    queryKey: ["result", source, "trades"],
    queryFn: async ({ signal }) => readTradeBundle(await fetchColumns(tradesPath(source), signal)),
    enabled,
    ...kept,
    structuralSharing: false,
  });
}

import { type BAR_FIELDS, type BarColumns, emptyBars, sliceBars } from "@/graph-runtime/market/bars.ts";
import type { Instrument } from "@/graph-runtime/market/instrument.ts";
import { timeframeMilliseconds } from "@/graph-runtime/market/timeframe.ts";
import { loadDataset } from "../data/dataset-registry.ts";
import { syntheticBar, syntheticInstruments } from "../data/synthetic-market.ts";
import type { FeedRow } from "../db/repositories/feeds.ts";

/** Open, high, low, close and volume of one bar. */
export type BarTuple = readonly [open: number, high: number, low: number, close: number, volume: number];

/** A bar of every instrument of a feed that had one. */
export type FeedBar = {
  readonly index: number;
  readonly time: number;
  readonly bars: Readonly<Record<string, BarTuple>>;
};

/** Where a feed's bars come from. Every bar can be asked for at any time, and is the same each time. */
export interface FeedSource {
  readonly instruments: readonly Instrument[];
  /** How long a bar lasts by the market's own clock. */
  readonly barMilliseconds: number;
  /** The bar's open, epoch milliseconds UTC. */
  timeOf(index: number): number;
  /** Returns the bars from one index to another, both included; those that there were. */
  barsBetween(first: number, last: number): Promise<readonly FeedBar[]>;
  /** Returns the last `count` bars of a symbol before bar `before`, fewer where the feed has no more. */
  history(symbol: string, before: number, count: number): Promise<BarColumns>;
}

/** A feed whose bars close by the clock, and can be computed or looked up by anyone. */
export interface PacedSource extends FeedSource {
  /** The index of the first bar there is; minus infinity where there is no beginning. */
  readonly firstIndex: number;
  /** The index of the last bar there will ever be. */
  readonly lastIndex: number;
  /** Returns the bar of each symbol. */
  barsAt(index: number): Readonly<Record<string, BarTuple>>;
}

/** Returns the source of a feed's bars that close by the clock. */
export async function openFeedSource(feed: FeedRow): Promise<PacedSource> {
  switch (feed.kind) {
    case "synthetic":
      return paced(syntheticSource(feed));
    case "replay":
      return paced(await replaySource(feed));
    case "broker":
      throw new RangeError(`the bars of feed ${feed.id} come from its broker, and not by the clock`);
  }
}

function paced(source: Omit<PacedSource, "barsBetween">): PacedSource {
  const { timeOf, barsAt } = source;
  return {
    ...source,
    barsBetween: async (first, last) => {
      const count = Math.max(0, last - first + 1);
      return Array.from({ length: count }, (_, at) => {
        const index = first + at;
        return { index, time: timeOf(index), bars: barsAt(index) };
      });
    },
  };
}

function syntheticSource({ seed, startedAt, barMilliseconds }: FeedRow): Omit<PacedSource, "barsBetween"> {
  const start = startedAt.getTime();
  const timeOf = (index: number): number => start + index * barMilliseconds;
  return {
    instruments: syntheticInstruments,
    barMilliseconds,
    firstIndex: Number.NEGATIVE_INFINITY,
    lastIndex: Number.POSITIVE_INFINITY,
    timeOf,
    barsAt: (index) =>
      Object.fromEntries(
        syntheticInstruments.map(({ symbol }) => {
          const { open, high, low, close, volume } = syntheticBar(seed, symbol, index);
          return [symbol, [open, high, low, close, volume] as const];
        }),
      ),
    history: async (symbol, before, count) => {
      const bars = emptyBars(count);
      for (let at = 0; at < count; at += 1) {
        const index = before - count + at;
        const bar = syntheticBar(seed, symbol, index);
        bars.time[at] = timeOf(index);
        for (const field of ["open", "high", "low", "close", "volume"] as const) bars[field][at] = bar[field];
      }
      return bars;
    },
  };
}

async function replaySource({ id, datasetId }: FeedRow): Promise<Omit<PacedSource, "barsBetween">> {
  const dataset = datasetId === null ? null : await loadDataset(datasetId);
  if (dataset === null) throw new Error(`feed ${id} replays the data set "${datasetId}", which does not exist`);
  const { bars, instrument, timeframe } = dataset;
  const at = (field: (typeof BAR_FIELDS)[number], index: number): number => bars[field][index] ?? Number.NaN;
  return {
    instruments: [instrument],
    barMilliseconds: timeframeMilliseconds(timeframe),
    firstIndex: 0,
    lastIndex: bars.time.length - 1,
    timeOf: (index) => at("time", index),
    barsAt: (index) => ({
      [instrument.symbol]: [
        at("open", index),
        at("high", index),
        at("low", index),
        at("close", index),
        at("volume", index),
      ],
    }),
    history: async (_symbol, before, count) => sliceBars(bars, Math.max(0, before - count), Math.max(0, before)),
  };
}

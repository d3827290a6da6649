import { OVERVIEW_POINTS, sampleBars } from "@/graph-runtime/analytics/summary/sample-bars.ts";
import { encodeBundle } from "@/graph-runtime/core/column-bundle.ts";
import type { ResultSeries } from "./series-artifact.ts";

/** A part of a history by time, epoch milliseconds, and how many points a picture of it can show. */
export type View = { readonly from: number; readonly to: number; readonly points: number };

/** All of a run, as a page asks for it first. */
export const wholeView: View = { from: -8.64e15, to: 8.64e15, points: OVERVIEW_POINTS };

type Shown = Omit<ResultSeries, "benchmark"> & {
  /** Money of what is held beside the run, at a bar; null without it. */
  readonly benchmarkAt: ((bar: number) => number) | null;
};

/** Returns equity, drawdown, exposure and benchmark as columns for a view: bars chosen so that no high or low is lost. */
export function viewOfSeries(series: Shown, view: View): Uint8Array<ArrayBuffer> {
  const { time, equity, exposure, drawdown, benchmarkAt } = series;
  const window = windowOf(time, view);
  const bars = sampleBars({ equity, exposure }, { ...window, points: view.points });
  const of = (column: Float64Array): Float64Array => Float64Array.from(bars, (bar) => column[bar]!);
  return encodeBundle({
    meta: { bars: time.length, shown: window.to - window.from },
    columns: {
      bar: bars,
      time: of(time),
      equity: of(equity),
      exposure: of(exposure),
      drawdown: of(drawdown),
      ...(benchmarkAt === null ? {} : { benchmark: Float64Array.from(bars, benchmarkAt) }),
    },
  });
}

/** Bars within the view, and one more on either side, so that lines reach its edges. */
export function windowOf(
  time: Float64Array,
  { from, to }: Pick<View, "from" | "to">,
): { readonly from: number; readonly to: number } {
  const first = Math.max(0, firstAtOrAfter(time, from) - 1);
  return { from: first, to: Math.max(first, Math.min(time.length, firstAtOrAfter(time, to) + 1)) };
}

function firstAtOrAfter(time: Float64Array, instant: number): number {
  let [low, high] = [0, time.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (time[middle]! < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}

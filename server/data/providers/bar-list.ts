import { type BarColumns, emptyBars } from "@/graph-runtime/market/bars.ts";

export type Bar = readonly [time: number, open: number, high: number, low: number, close: number, volume: number];

/** Returns bars in order of time, each time once (the last wins), without those that are no bars and those outside the range. */
export function barsInRange(list: readonly Bar[], range: { readonly from: number; readonly to: number }): BarColumns {
  const byTime = new Map<number, Bar>();
  for (const bar of list) {
    const [time, open, high, low, close, volume] = bar;
    const isBar = low > 0 && low <= Math.min(open, close) && high >= Math.max(open, close) && volume >= 0;
    if (isBar && Number.isFinite(high) && time >= range.from && time < range.to) byTime.set(time, bar);
  }
  const kept = [...byTime.values()].sort((a, b) => a[0] - b[0]);
  const bars = emptyBars(kept.length);
  for (const [i, [time, open, high, low, close, volume]] of kept.entries()) {
    bars.time[i] = time;
    bars.open[i] = open;
    bars.high[i] = high;
    bars.low[i] = low;
    bars.close[i] = close;
    bars.volume[i] = volume;
  }
  return bars;
}

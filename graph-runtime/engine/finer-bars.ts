import type { BarColumns } from "../market/bars.ts";
import type { BarValues } from "./ports.ts";

/** Returns the finer bars that open from `from` up to but not including `to`. */
export function finerBarsWithin(finer: BarColumns, from: number, to: number): BarValues[] {
  const { time, open, high, low, close, volume } = finer;
  const bars: BarValues[] = [];
  for (let i = firstAtOrAfter(time, from); i < time.length && time[i]! < to; i++)
    bars.push({ open: open[i]!, high: high[i]!, low: low[i]!, close: close[i]!, volume: volume[i]! });
  return bars;
}

function firstAtOrAfter(time: Float64Array, wanted: number): number {
  let low = 0;
  let high = time.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (time[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

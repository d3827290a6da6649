import { type BarColumns, emptyBars } from "@/graph-runtime/market/bars.ts";

/** Returns at most about `most` bars: neighbours are put together, so that highs and lows are kept. For pictures, not for results. */
export function thinBars(bars: BarColumns, most: number): BarColumns {
  const step = Math.ceil(bars.time.length / most);
  if (!(step > 1)) return bars;
  const thin = emptyBars(Math.ceil(bars.time.length / step));
  for (let i = 0; i < thin.time.length; i += 1) {
    const from = i * step;
    const to = Math.min(from + step, bars.time.length);
    thin.time[i] = bars.time[from]!;
    thin.open[i] = bars.open[from]!;
    thin.close[i] = bars.close[to - 1]!;
    let [high, low, volume] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 0];
    for (let at = from; at < to; at += 1) {
      high = Math.max(high, bars.high[at]!);
      low = Math.min(low, bars.low[at]!);
      volume += bars.volume[at]!;
    }
    thin.high[i] = high;
    thin.low[i] = low;
    thin.volume[i] = volume;
  }
  return thin;
}

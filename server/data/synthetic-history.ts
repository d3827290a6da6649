import { DAY } from "@/graph-runtime/core/time.ts";
import { type BarColumns, emptyBars } from "@/graph-runtime/market/bars.ts";
import { syntheticBar } from "./synthetic-market.ts";

const seed = 20_000_101;
const firstDay = Date.UTC(2010, 0, 1);
const dayCount = 4_000;

/** Returns daily bars of a symbol of the synthetic market: 4,000 calendar days from 2010, the same on every machine. */
export function syntheticDailyHistory(symbol: string): BarColumns {
  const bars = emptyBars(dayCount);
  for (let day = 0; day < dayCount; day += 1) {
    const bar = syntheticBar(seed, symbol, day);
    bars.time[day] = firstDay + day * DAY;
    bars.open[day] = bar.open;
    bars.high[day] = bar.high;
    bars.low[day] = bar.low;
    bars.close[day] = bar.close;
    bars.volume[day] = bar.volume;
  }
  return bars;
}

import { DAY } from "../core/time.ts";
import { type BarColumns, emptyBars } from "../market/bars.ts";

export type SyntheticOptions = {
  readonly seed: number;
  readonly length: number;
  readonly step?: number;
  readonly start?: number;
  readonly volatility?: number;
};

/** Returns bars of a seeded random walk: open at the last close, highs and lows around it, prices in whole cents. */
export function syntheticBars({
  seed,
  length,
  step = DAY,
  start = 0,
  volatility = 0.02,
}: SyntheticOptions): BarColumns {
  const bars = emptyBars(length);
  let state = seed | 0;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 0) / 4_294_967_296;
  };
  const cents = (price: number): number => Math.max(1, Math.round(price * 100)) / 100;
  let price = 100;
  for (let i = 0; i < length; i++) {
    const open = cents(price * (1 + (next() - 0.5) * volatility * 0.4));
    const close = cents(open * (1 + (next() + next() - 1) * volatility));
    bars.time[i] = start + i * step;
    bars.open[i] = open;
    bars.close[i] = close;
    bars.high[i] = cents(Math.max(open, close) * (1 + next() * volatility * 0.5));
    bars.low[i] = Math.min(open, close, cents(Math.min(open, close) * (1 - next() * volatility * 0.5)));
    bars.volume[i] = Math.floor(next() * 10_000) + 1;
    price = close;
  }
  return bars;
}

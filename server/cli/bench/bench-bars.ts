import { type BarColumns, emptyBars } from "@/graph-runtime/market/bars.ts";

export type BenchBars = {
  readonly seed: number;
  readonly length: number;
  /** Milliseconds between bars. */
  readonly step: number;
  /** Times to share, so that many lanes lie on one axis. */
  readonly time?: Float64Array;
};

const START = Date.UTC(2020, 0, 1);

/** Returns a seeded random walk in whole cents. The same call gives the same bars on every machine. */
export function benchBars({ seed, length, step, time }: BenchBars): BarColumns {
  const bars = { ...emptyBars(0), ...columns(length, time) };
  const swing = step >= 86_400_000 ? 0.02 : 0.001;
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const cents = (price: number): number => Math.max(100, Math.round(price * 100)) / 100;
  let price = 100;
  for (let i = 0; i < length; i++) {
    if (!time) bars.time[i] = START + i * step;
    const open = price;
    // pulled back towards 100, so that a long walk neither dies nor explodes
    const close = cents(open * (1 + (next() + next() + next() - 1.5) * swing + (100 - open) * 1e-7));
    bars.open[i] = open;
    bars.close[i] = close;
    bars.high[i] = cents(Math.max(open, close) + next() * swing * 40);
    bars.low[i] = Math.min(open, close, cents(Math.min(open, close) - next() * swing * 40));
    bars.volume[i] = Math.floor(next() * 1_000) + 1;
    price = close;
  }
  return bars;
}

function columns(length: number, time: Float64Array | undefined): BarColumns {
  const fresh = emptyBars(length);
  return time ? { ...fresh, time } : fresh;
}

import { seededNumbers } from "@/graph-runtime/testkit/node-series.ts";

const SEGMENT = 40;
const BODIES = [0, 0, 1, 2, 3, 6, 10, 20, 40, 60];
const SHADOWS = [0, 0, 0, 0, 1, 2, 5, 12, 25];
const GAPS = [0, 0, 0, -1, 1, -3, 3, -8, 8, -20, 20, -45, 45];

type PatternBars = Readonly<Record<"open" | "high" | "low" | "close", Float64Array>>;

/** Returns the same bars as pattern_bars in test/generators/talib_vectors.py: whole numbers that gap, stall and turn often. */
export function patternBars(seed: number): PatternBars {
  const next = seededNumbers(seed);
  const pick = (list: readonly number[]): number => list[Math.floor(next() * list.length)]!;
  const [open, high, low, close] = [0, 1, 2, 3].map(() => new Float64Array(SEGMENT)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  let trend = 0;
  let last = 1_000;
  for (let i = 0; i < SEGMENT; i++) {
    if (i % 5 === 0) trend = Math.floor(next() * 3) - 1;
    open[i] = last + pick(GAPS);
    const follows = trend !== 0 && next() < 0.75;
    const sign = follows ? trend : next() < 0.5 ? 1 : -1;
    close[i] = open[i]! + sign * pick(BODIES);
    high[i] = Math.max(open[i]!, close[i]!) + pick(SHADOWS);
    low[i] = Math.min(open[i]!, close[i]!) - pick(SHADOWS);
    last = close[i]!;
  }
  return { open, high, low, close };
}

import { log } from "../../core/math/log.ts";
import type { BarColumns } from "../bars.ts";

export type Outliers = {
  readonly count: number;
  readonly worst: readonly { readonly time: number; readonly move: number }[];
  readonly possibleSplits: readonly { readonly time: number; readonly ratio: string }[];
};

const SHOWN = 50;
/** A move is odd beyond this many times the median move, and beyond this size. */
const TIMES_MEDIAN = 25;
const LEAST = 0.02;
/** A spike comes back: this much of it is gone at the next close. */
const RETURNED = 0.6;
const SPLITS = [
  [2, 1],
  [3, 1],
  [4, 1],
  [5, 1],
  [7, 1],
  [10, 1],
  [20, 1],
  [3, 2],
] as const;
const SPLIT_TOLERANCE = 0.03;

/** Finds closes that jump away and come back, which prices seldom do and faulty feeds do often, and openings that look like splits. */
export function findOutliers({ time, open, close }: BarColumns): Outliers {
  const found: { time: number; move: number }[] = [];
  const possibleSplits: { time: number; ratio: string }[] = [];
  const limit = Math.max(LEAST, TIMES_MEDIAN * medianMove(close));
  for (let i = 1; i < close.length; i++) {
    const before = close[i - 1]!;
    const move = close[i]! / before - 1;
    if (Math.abs(move) > limit && i + 1 < close.length) {
      const back = (close[i]! - close[i + 1]!) / (close[i]! - before);
      if (back > RETURNED) found.push({ time: time[i]!, move });
    }
    const jump = before / open[i]!;
    if ((jump > 1.4 || jump < 0.72) && possibleSplits.length < SHOWN) {
      const ratio = splitOf(jump);
      if (ratio !== null) possibleSplits.push({ time: time[i]!, ratio });
    }
  }
  const worst = found.toSorted((a, b) => Math.abs(log(1 + b.move)) - Math.abs(log(1 + a.move))).slice(0, SHOWN);
  return { count: found.length, worst, possibleSplits };
}

function splitOf(jump: number): string | null {
  for (const [a, b] of SPLITS) {
    if (Math.abs(jump / (a / b) - 1) < SPLIT_TOLERANCE) return `${a}:${b}`;
    if (Math.abs(jump / (b / a) - 1) < SPLIT_TOLERANCE) return `${b}:${a}`;
  }
  return null;
}

/** The median size of moves that are moves at all, of a sample where there are many. */
function medianMove(close: Float64Array): number {
  const step = Math.max(1, Math.floor(close.length / 20_000));
  const moves: number[] = [];
  for (let i = step; i < close.length; i += step) {
    const move = Math.abs(close[i]! / close[i - 1]! - 1);
    if (move > 0) moves.push(move);
  }
  moves.sort((a, b) => a - b);
  return moves[moves.length >> 1] ?? 0;
}

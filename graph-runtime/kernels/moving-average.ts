import { firstUnknown } from "./first-unknown.ts";

export type AverageState = {
  /** The last `length` known values; the oldest lies at the cursor. */
  readonly ring: Float64Array;
  readonly cursor: Float64Array;
  readonly count: Float64Array;
  readonly sum: Float64Array;
};

/** Returns the kernel of a moving average: a running sum in TA-Lib's order of operations, unknown values passed over. */
export function movingAverage(
  length: number,
  source: Float64Array,
  out: Float64Array,
  state: AverageState,
): (from: number, to: number) => void {
  return (from, to) => {
    const window = Number(length) | 0;
    // the ring is needed for the bars whose window began in an earlier block, and where a bar is unknown
    const stretch = to - from > 2 * window && firstUnknown(source, from, to) === to;
    if (!stretch) {
      averageByRing(window, source, out, state, from, to);
      return;
    }
    averageByRing(window, source, out, state, from, from + window - 1);
    let total = state.sum[0]!;
    for (let i = from + window - 1; i < to; i++) {
      total += source[i]!;
      out[i] = total / window;
      total -= source[i - window + 1]!;
    }
    state.sum[0] = total;
    state.ring.set(source.subarray(to - window, to));
    state.cursor[0] = 0;
  };
}

function averageByRing(
  window: number,
  source: Float64Array,
  out: Float64Array,
  state: AverageState,
  from: number,
  to: number,
): void {
  const { ring, cursor, count, sum } = state;
  // whole numbers by name: a place in an array that is a double is looked up slowly
  let at = cursor[0]! | 0;
  let seen = count[0]! | 0;
  let total = sum[0]!;
  for (let i = from; i < to; i++) {
    const x = source[i]!;
    if (Number.isNaN(x)) {
      out[i] = Number.NaN;
      continue;
    }
    ring[at] = x;
    total += x;
    at = at + 1 === window ? 0 : at + 1;
    if (seen < window - 1) {
      seen++;
      out[i] = Number.NaN;
      continue;
    }
    out[i] = total / window;
    total -= ring[at]!;
  }
  cursor[0] = at;
  count[0] = seen;
  sum[0] = total;
}

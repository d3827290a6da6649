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
    if (to - from < window || state.cursor[0] !== 0 || state.count[0]! < window - 1) {
      averageByRing(window, source, out, state, from, to);
      if (to - from >= window) straighten(window, state);
      return;
    }
    const { ring } = state;
    let total = state.sum[0]!;
    // what leaves the window of the first bars came in with an earlier block, and lies in the ring from its second place on
    const rest = from + window - 1;
    for (let i = from, place = 1; i < rest; i++, place++) {
      total += source[i]!;
      out[i] = total / window;
      total -= ring[place]!;
    }
    for (let i = rest; i < to; i++) {
      total += source[i]!;
      out[i] = total / window;
      total -= source[i - window + 1]!;
    }
    // a bar that is unknown shows in the sum, and cheaper than by asking each: then the ring does these bars once more
    if (Number.isNaN(total)) {
      averageByRing(window, source, out, state, from, to);
      straighten(window, state);
      return;
    }
    state.sum[0] = total;
    for (let place = 0, i = to - window; place < window; place++, i++) ring[place] = source[i]!;
  };
}

/** Turns the ring until its oldest value lies at its first place, where the next block looks for it. */
function straighten(window: number, { ring, cursor }: AverageState): void {
  const at = cursor[0]! | 0;
  const whole = ring.slice();
  for (let place = 0; place < window; place++) ring[place] = whole[(at + place) % window]!;
  cursor[0] = 0;
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

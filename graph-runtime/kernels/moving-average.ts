export type AverageState = {
  /** The last `length` known values; the oldest lies at the cursor. */
  readonly ring: Float64Array;
  readonly cursor: Float64Array;
  readonly count: Float64Array;
  readonly sum: Float64Array;
};

/** A moving average: a running sum in TA-Lib's order of operations, unknown values passed over. */
export function averageStretch({ length, source, out, state }: Average, from: number, to: number): void {
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
}

type Average = AverageOf & { readonly source: Float64Array };
export type AverageOf = { readonly length: number; readonly out: Float64Array; readonly state: AverageState };

/**
 * Returns the kernel of two moving averages of one series. Each bar waits for the sum of the bar before, so that two sums side by
 * side take little longer than one.
 */
export function movingAveragePair(
  source: Float64Array,
  one: AverageOf,
  other: AverageOf,
): (from: number, to: number) => void {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  const shortAlone = { ...short, source };
  const longAlone = { ...long, source };
  return (from, to) => {
    if (
      to - from < long.length ||
      !isInOrder(short) ||
      !isInOrder(long) ||
      !averageBoth({ source, short, long }, from, to)
    ) {
      averageAlone(shortAlone, from, to);
      averageAlone(longAlone, from, to);
    }
  };
}

function averageAlone(average: Average, from: number, to: number): void {
  if (to === from + 1) pushAverage(average, from);
  else averageStretch(average, from, to);
}

/** True when the ring is one value short of full and begins at its first place, as a stretch at once needs it. */
const isInOrder = ({ length, state }: AverageOf): boolean => state.cursor[0] === 0 && state.count[0]! >= length - 1;

type Both = { readonly source: Float64Array; readonly short: AverageOf; readonly long: AverageOf };

/** Returns false, and leaves the state as it was, where some bar is unknown. */
function averageBoth({ source, short, long }: Both, from: number, to: number): boolean {
  const window = Number(short.length) | 0;
  const wide = Number(long.length) | 0;
  const { out } = short;
  const wideOut = long.out;
  const { ring } = short.state;
  const wideRing = long.state.ring;
  let total = short.state.sum[0]!;
  let wideTotal = long.state.sum[0]!;
  const near = from + window - 1;
  const far = from + wide - 1;
  let i = from;
  for (let place = 1; i < near; i++, place++) {
    const x = source[i]!;
    total += x;
    wideTotal += x;
    out[i] = total / window;
    wideOut[i] = wideTotal / wide;
    total -= ring[place]!;
    wideTotal -= wideRing[place]!;
  }
  for (let place = window; i < far; i++, place++) {
    const x = source[i]!;
    total += x;
    wideTotal += x;
    out[i] = total / window;
    wideOut[i] = wideTotal / wide;
    total -= source[i - window + 1]!;
    wideTotal -= wideRing[place]!;
  }
  for (; i < to; i++) {
    const x = source[i]!;
    total += x;
    wideTotal += x;
    out[i] = total / window;
    wideOut[i] = wideTotal / wide;
    total -= source[i - window + 1]!;
    wideTotal -= source[i - wide + 1]!;
  }
  if (Number.isNaN(total) || Number.isNaN(wideTotal)) return false;
  short.state.sum[0] = total;
  long.state.sum[0] = wideTotal;
  for (let place = 0, bar = to - window; place < window; place++, bar++) ring[place] = source[bar]!;
  for (let place = 0, bar = to - wide; place < wide; place++, bar++) wideRing[place] = source[bar]!;
  return true;
}

/** Turns the ring until its oldest value lies at its first place, where the next block looks for it. */
function straighten(window: number, { ring, cursor }: AverageState): void {
  const at = cursor[0]! | 0;
  const whole = ring.slice();
  for (let place = 0; place < window; place++) ring[place] = whole[(at + place) % window]!;
  cursor[0] = 0;
}

/** The same for one bar. */
export function pushAverage({ length, source, out, state }: Average, bar: number): void {
  const { ring, cursor, count, sum } = state;
  const x = source[bar]!;
  if (Number.isNaN(x)) {
    out[bar] = Number.NaN;
    return;
  }
  const at = cursor[0]! | 0;
  const next = at + 1 === length ? 0 : at + 1;
  const total = sum[0]! + x;
  ring[at] = x;
  cursor[0] = next;
  if (count[0]! < length - 1) {
    count[0]!++;
    sum[0] = total;
    out[bar] = Number.NaN;
    return;
  }
  sum[0] = total - ring[next]!;
  out[bar] = total / length;
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

/** Whether a first difference has been seen, and the last one. */
export type CrossingState = { readonly seen: Float64Array; readonly previous: Float64Array };

type Crossing = {
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly out: Float64Array;
  readonly sign: number;
};

/**
 * Writes 1 on the bars where `a` less `b`, times the sign, turns from zero or below to above; unknown bars are passed over.
 * Series stay on one side of each other for many bars: such a stretch is one comparison a bar, four bars at a time, and only a bar
 * that ends it (a change of sides, a touch, an unknown value) is looked at in full.
 */
export function crossSeries(sides: Crossing, state: CrossingState, from: number, to: number): void {
  const { a, b, out, sign } = sides;
  const over = sign > 0 ? a : b;
  const under = sign > 0 ? b : a;
  let seen = state.seen[0]!;
  let previous = state.previous[0]!;
  let i = from;
  // by its method where it pays: for a bar or two the call costs more than the zeros
  if (to - from > 16) out.fill(0, from, to);
  else for (let bar = from; bar < to; bar++) out[bar] = 0;
  while (i < to) {
    const start = i;
    if (previous > 0) i = endAbove(over, under, i, to);
    else if (seen !== 0) i = endAbove(under, over, i, to);
    if (i > start) previous = sign * (a[i - 1]! - b[i - 1]!);
    if (i === to) break;
    const difference = sign * (a[i]! - b[i]!);
    if (Number.isNaN(difference)) {
      out[i++] = Number.NaN;
      continue;
    }
    out[i] = previous <= 0 && difference > 0 ? 1 : 0;
    if (seen === 0) {
      out[i] = Number.NaN;
      seen = 1;
    }
    previous = difference;
    i++;
  }
  state.seen[0] = seen;
  state.previous[0] = previous;
}

/** The same for one bar. */
export function crossAt({ a, b, out, sign }: Crossing, { seen, previous }: CrossingState, bar: number): void {
  const difference = sign * (a[bar]! - b[bar]!);
  if (Number.isNaN(difference)) {
    out[bar] = Number.NaN;
    return;
  }
  out[bar] = seen[0] === 0 ? Number.NaN : +(difference > 0) & +(previous[0]! <= 0);
  seen[0] = 1;
  previous[0] = difference;
}

/** Returns the first bar from `at` on at which the one series is not above the other, `to` where there is none. */
function endAbove(over: Float64Array, under: Float64Array, at: number, to: number): number {
  let i = at;
  while (
    i + 3 < to &&
    over[i]! > under[i]! &&
    over[i + 1]! > under[i + 1]! &&
    over[i + 2]! > under[i + 2]! &&
    over[i + 3]! > under[i + 3]!
  )
    i += 4;
  while (i < to && over[i]! > under[i]!) i++;
  return i;
}

type BothWays = {
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly up: Float64Array;
  readonly down: Float64Array;
};

/** Returns the kernel of both crossings of two series: `up` where `a` turns to above `b`, `down` where it turns to below. */
export function crossBothWays(
  sides: BothWays,
  rising: CrossingState,
  falling: CrossingState,
): (from: number, to: number) => void {
  return (from, to) => {
    crossBoth(sides, rising, from, to);
    if (rising.seen[0] === 0) return;
    falling.seen[0] = 1;
    falling.previous[0] = -1 * rising.previous[0]!;
  };
}

function crossBoth({ a, b, up, down }: BothWays, state: CrossingState, from: number, to: number): void {
  let seen = state.seen[0]!;
  let previous = state.previous[0]!;
  let i = from;
  if (to - from > 16) {
    up.fill(0, from, to);
    down.fill(0, from, to);
  } else {
    for (let bar = from; bar < to; bar++) {
      up[bar] = 0;
      down[bar] = 0;
    }
  }
  while (i < to) {
    const start = i;
    if (previous > 0) i = endAbove(a, b, i, to);
    else if (previous < 0) i = endAbove(b, a, i, to);
    if (i > start) previous = a[i - 1]! - b[i - 1]!;
    if (i === to) break;
    const difference = a[i]! - b[i]!;
    if (Number.isNaN(difference) || seen === 0) {
      up[i] = Number.NaN;
      down[i] = Number.NaN;
      if (Number.isNaN(difference)) {
        i++;
        continue;
      }
      seen = 1;
    } else if (previous <= 0 && difference > 0) up[i] = 1;
    else if (previous >= 0 && difference < 0) down[i] = 1;
    previous = difference;
    i++;
  }
  state.seen[0] = seen;
  state.previous[0] = previous;
}

/** As crossSeries, against a level that stays. */
export function crossLevel(
  sides: { readonly a: Float64Array; readonly level: number; readonly out: Float64Array; readonly sign: number },
  state: CrossingState,
  from: number,
  to: number,
): void {
  const { a, level, out, sign } = sides;
  let seen = state.seen[0]!;
  let previous = state.previous[0]!;
  let i = from;
  while (i < to) {
    const start = i;
    if (seen !== 0 && previous !== 0) {
      if (previous > 0 === sign > 0) while (i < to && a[i]! > level) out[i++] = 0;
      else while (i < to && a[i]! < level) out[i++] = 0;
    }
    if (i > start) previous = sign * (a[i - 1]! - level);
    if (i === to) break;
    const difference = sign * (a[i]! - level);
    if (Number.isNaN(difference)) {
      out[i++] = Number.NaN;
      continue;
    }
    out[i] = previous <= 0 && difference > 0 ? 1 : 0;
    if (seen === 0) {
      out[i] = Number.NaN;
      seen = 1;
    }
    previous = difference;
    i++;
  }
  state.seen[0] = seen;
  state.previous[0] = previous;
}

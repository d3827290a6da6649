/** Whether a first difference has been seen, and the last one. */
export type CrossingState = { readonly seen: Float64Array; readonly previous: Float64Array };

/** Writes 1 on the bars where `a` less `b`, times the sign, turns from zero or below to above; unknown bars are passed over. */
export function crossSeries(
  sides: { readonly a: Float64Array; readonly b: Float64Array; readonly out: Float64Array; readonly sign: number },
  state: CrossingState,
  from: number,
  to: number,
): void {
  const { a, b, out, sign } = sides;
  let seen = state.seen[0]!;
  let previous = state.previous[0]!;
  for (let i = from; i < to; i++) {
    const difference = sign * (a[i]! - b[i]!);
    if (Number.isNaN(difference)) {
      out[i] = Number.NaN;
      continue;
    }
    out[i] = previous <= 0 && difference > 0 ? 1 : 0;
    if (seen === 0) {
      out[i] = Number.NaN;
      seen = 1;
    }
    previous = difference;
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
  for (let i = from; i < to; i++) {
    const difference = sign * (a[i]! - level);
    if (Number.isNaN(difference)) {
      out[i] = Number.NaN;
      continue;
    }
    out[i] = previous <= 0 && difference > 0 ? 1 : 0;
    if (seen === 0) {
      out[i] = Number.NaN;
      seen = 1;
    }
    previous = difference;
  }
  state.seen[0] = seen;
  state.previous[0] = previous;
}

type Sides = {
  readonly a: Float64Array;
  readonly out: Float64Array;
  /** +1 for above, -1 for below. */
  readonly sign: number;
  /** What equal values give. */
  readonly onEqual: number;
};

export type TwoSides = Sides & { readonly b: Float64Array };

/** Writes 1 where `a` is on the asked side of `b`, 0 where it is not, unknown where either is. */
export function compareSeries(sides: TwoSides, from: number, to: number): void {
  let i = from;
  // two bars in turn, as a loop looks its columns up anew in every round
  for (; i + 1 < to; i += 2) {
    compareAt(sides, i);
    compareAt(sides, i + 1);
  }
  if (i < to) compareAt(sides, i);
}

/** The same for one bar. */
export function compareAt({ a, b, out, sign, onEqual }: TwoSides, bar: number): void {
  const difference = sign * (a[bar]! - b[bar]!);
  out[bar] = difference > 0 ? 1 : difference < 0 ? 0 : difference === 0 ? onEqual : Number.NaN;
}

/** As compareSeries, against a level that stays. */
export function compareLevel(sides: Sides & { readonly level: number }, from: number, to: number): void {
  const { a, level, out, sign, onEqual } = sides;
  for (let i = from; i < to; i++) {
    const difference = sign * (a[i]! - level);
    out[i] = difference > 0 ? 1 : difference < 0 ? 0 : difference === 0 ? onEqual : Number.NaN;
  }
}

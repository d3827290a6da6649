/** Rows of the whole that stay before and after a part. */
export type Kept = { readonly before: number; readonly after: number };

/** Returns how many rows before a part, and from which row on after it, the whole keeps. */
export function keptBeside(whole: ArrayLike<number>, part: ArrayLike<number>): Kept {
  const first = part[0] ?? Number.POSITIVE_INFINITY;
  const last = part[part.length - 1] ?? Number.NEGATIVE_INFINITY;
  return { before: firstAtOrAfter(whole, first), after: firstAtOrAfter(whole, last + 1) };
}

/** Returns the whole with a part of it in closer detail. */
export function spliced(whole: ArrayLike<number>, part: ArrayLike<number>, { before, after }: Kept): Float64Array {
  const joined = new Float64Array(before + part.length + Math.max(0, whole.length - after));
  for (let row = 0; row < before; row++) joined[row] = whole[row] ?? Number.NaN;
  for (let row = 0; row < part.length; row++) joined[before + row] = part[row] ?? Number.NaN;
  for (let row = after; row < whole.length; row++)
    joined[before + part.length + row - after] = whole[row] ?? Number.NaN;
  return joined;
}

/** Returns the first row of a rising column that is at or after a value. */
export function firstAtOrAfter(column: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = column.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((column[middle] ?? Number.POSITIVE_INFINITY) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

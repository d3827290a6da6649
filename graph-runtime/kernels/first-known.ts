/** Returns the first place from `from` up to but not including `to` that holds a number, `to` where there is none. */
export function firstKnown(values: Float64Array, from: number, to: number): number {
  let i = from;
  while (i < to && Number.isNaN(values[i]!)) i++;
  return i;
}

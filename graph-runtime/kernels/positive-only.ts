/** Copies values above zero; the others are unknown. */
export function positiveOnly(source: Float64Array, out: Float64Array, from: number, to: number): void {
  for (let i = from; i < to; i++) {
    const value = source[i]!;
    out[i] = value > 0 ? value : Number.NaN;
  }
}

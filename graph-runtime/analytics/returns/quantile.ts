/** Returns the quantile of ascending values, linear between neighbours (numpy's default, Hyndman and Fan type 7). */
export function quantileOf(sorted: Float64Array, share: number): number {
  const at = (sorted.length - 1) * share;
  const below = Math.floor(at);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low + (high - low) * (at - below);
}

/** Returns the mean of the values at or below a limit. */
export function meanUpTo(sorted: Float64Array, limit: number): number {
  let sum = 0;
  let count = 0;
  while (count < sorted.length && (sorted[count] as number) <= limit) sum += sorted[count++] as number;
  return sum / count;
}

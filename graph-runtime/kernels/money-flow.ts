/** Returns the share of a bar's volume that counts as bought (1) to sold (-1), from where it closed in its range. */
export function closeLocation(high: number, low: number, close: number): number {
  const range = high - low;
  return range > 0 ? (close - low - (high - close)) / range : 0;
}

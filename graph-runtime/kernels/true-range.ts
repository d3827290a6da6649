/** Returns the true range: the span of the bar, stretched to the previous close. */
export function trueRange(high: number, low: number, previousClose: number): number {
  const span = high - low;
  const up = Math.abs(high - previousClose);
  const down = Math.abs(low - previousClose);
  return Math.max(span, up, down);
}

/** Returns a step that suits the span of a number. */
export function stepFor(min: number | undefined, max: number | undefined): number {
  const span = min !== undefined && max !== undefined ? max - min : 100;
  return span <= 1 ? 0.01 : span <= 20 ? 0.1 : 0.5;
}

/** Writes a number of bars. Sentences may carry a marked number, which is 1 only once it is converted. */
export function countBars(count: number): string {
  return `${count} ${Number(count) === 1 ? "bar" : "bars"}`;
}

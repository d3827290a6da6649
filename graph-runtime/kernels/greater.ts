/**
 * Returns the greater of two numbers without a branch: which of two prices that is is as good as random, and a wrong guess costs the
 * processor some twenty cycles. Both lie side by side, and the comparison is the place of the one that is taken. `pair` has two cells.
 */
export function greater(pair: Float64Array, a: number, b: number): number {
  pair[0] = a;
  pair[1] = b;
  return pair[+(b > a)]!;
}

/**
 * Returns x^n for a whole n by repeated multiplication: exact wherever the products are, error at most |n| / 2 ulp
 * elsewhere (pow is closer for large n and slower).
 */
export function powerInteger(x: number, n: number): number {
  let result = 1;
  let square = x;
  for (let left = Math.abs(n); left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result *= square;
    square *= square;
  }
  return n < 0 ? 1 / result : result;
}

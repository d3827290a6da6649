/**
 * Splits capital by weights into amounts of whole cents that add up to the capital exactly; what rounding leaves over goes to the
 * largest remainders. Amounts are decimal texts with two places.
 */
export function allocateCapital(capital: number, weights: readonly number[]): string[] {
  const cents = Math.round(capital * 100);
  const exact = weights.map((weight) => weight * cents);
  const whole = exact.map(Math.floor);
  const missing = cents - whole.reduce((total, part) => total + part, 0);
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, missing)) whole[index] = (whole[index] ?? 0) + 1;
  return whole.map((part) => (part / 100).toFixed(2));
}

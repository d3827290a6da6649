/** Returns the decimals that a price in steps of `tickSize` is written with: 2 for 0.05, none for 1. */
export function tickDigits(tickSize: number): number {
  for (let digits = 0; digits < 8; digits += 1) {
    const steps = tickSize * 10 ** digits;
    if (Math.abs(steps - Math.round(steps)) < 1e-6) return digits;
  }
  return 8;
}

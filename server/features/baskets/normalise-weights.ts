const decimals = 10;
const unit = 10 ** decimals;
const tolerance = 1e-9;

export type NormalisedWeights = {
  /** Decimal texts with ten places whose exact sum is 1. */
  readonly weights: readonly string[];
  /** True where the given weights did not add up to 1 and were scaled. */
  readonly scaled: boolean;
};

/**
 * Returns weights that add up to exactly 1: as given where their sum is 1 within 1e-9, else scaled in proportion. What rounding
 * leaves over goes to the weights that lost most by it.
 */
export function normaliseWeights(given: readonly number[]): NormalisedWeights {
  const sum = given.reduce((total, weight) => total + weight, 0);
  const exact = given.map((weight) => (weight / sum) * unit);
  const whole = exact.map(Math.floor);
  const missing = unit - whole.reduce((total, part) => total + part, 0);
  const byLoss = exact
    .map((value, index) => ({ index, loss: value - Math.floor(value) }))
    .sort((a, b) => b.loss - a.loss || a.index - b.index);
  for (const { index } of byLoss.slice(0, missing)) whole[index] = (whole[index] ?? 0) + 1;
  const weights = whole.map((part) => {
    const digits = String(part).padStart(decimals + 1, "0");
    return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  });
  return { weights, scaled: Math.abs(sum - 1) > tolerance };
}

import { momentsOf } from "../returns/moments.ts";
import { covariance } from "./covariance.ts";

export const allocationMethods = ["given", "equal", "inverse-volatility", "risk-parity"] as const;
export type AllocationMethod = (typeof allocationMethods)[number];

/** Fewer returns than this say nothing about risk: the weights that were given hold until then. */
export const leastReturns = 20;
const rounds = 200;

/**
 * Returns the share of each member, adding up to 1. Methods that go by risk read the members' past returns, each member's in a column
 * of its own; without enough of them, or where one never moved, the given weights hold.
 */
export function allocateWeights(
  method: AllocationMethod,
  given: readonly number[],
  returns: readonly Float64Array[],
): readonly number[] {
  if (method === "given") return scaled(given);
  if (method === "equal") return given.map(() => 1 / given.length);
  const deviations = returns.map((column) => momentsOf(column).deviation);
  const isKnown = deviations.every((deviation) => deviation > 0) && (returns[0]?.length ?? 0) >= leastReturns;
  if (!isKnown) return scaled(given);
  if (method === "inverse-volatility") return scaled(deviations.map((deviation) => 1 / deviation));
  return equalRisk(returns, deviations);
}

/**
 * Weights of which each contributes the same risk, by cyclical coordinate descent (Griveau-Billion, Richard and Roncalli, 2013): each
 * step solves one weight's quadratic, so that it converges for every covariance matrix.
 */
function equalRisk(returns: readonly Float64Array[], deviations: readonly number[]): readonly number[] {
  const matrix = returns.map((one) => returns.map((other) => covariance(one, other)));
  const weights = deviations.map((deviation) => 1 / deviation);
  const budget = 1 / weights.length;
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < weights.length; i++) {
      let cross = 0;
      for (let j = 0; j < weights.length; j++) if (j !== i) cross += matrix[i]![j]! * weights[j]!;
      const variance = matrix[i]![i]!;
      weights[i] = (Math.sqrt(cross * cross + 4 * variance * budget) - cross) / (2 * variance);
    }
  }
  return scaled(weights);
}

function scaled(weights: readonly number[]): readonly number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

import { momentsOf } from "../returns/moments.ts";

/** Returns the sample covariance of two columns of the same length, divisor n - 1; NaN below two values. */
export function covariance(one: Float64Array, other: Float64Array): number {
  const mean = momentsOf(one).mean;
  const otherMean = momentsOf(other).mean;
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += (one[i]! - mean) * (other[i]! - otherMean);
  return one.length > 1 ? sum / (one.length - 1) : Number.NaN;
}

/** Returns the correlation of two columns, null where one of them does not move or is too short to say. */
export function correlation(one: Float64Array, other: Float64Array): number | null {
  const product = momentsOf(one).deviation * momentsOf(other).deviation;
  return product > 0 ? Math.max(-1, Math.min(1, covariance(one, other) / product)) : null;
}

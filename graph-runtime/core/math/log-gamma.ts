import { log } from "./log.ts";

/** Bernoulli numbers B2k / (2k (2k - 1)) of Stirling's series. */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400];
const HALF_LOG_2_PI = 0.9189385332046728;

/**
 * Returns the logarithm of the gamma function for x > 0 (NaN otherwise): Stirling's series from 10 upwards, reached by the
 * recurrence; error below 1e-14 absolute or 1e-15 relative, whichever is larger.
 */
export function logGamma(x: number): number {
  if (!(x > 0)) return Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  let shifted = x;
  let product = 1;
  while (shifted < 10) {
    product *= shifted;
    shifted += 1;
  }
  const inverse = 1 / shifted;
  const square = inverse * inverse;
  let series = 0;
  for (let i = STIRLING.length - 1; i >= 0; i--) series = series * square + (STIRLING[i] as number);
  return (shifted - 0.5) * log(shifted) - shifted + HALF_LOG_2_PI + series * inverse - log(product);
}

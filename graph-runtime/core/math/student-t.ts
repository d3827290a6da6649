import { incompleteBeta } from "./incomplete-beta.ts";

/** Returns the probability that Student's t with the given degrees of freedom lies outside -|t| to |t|. */
export function studentTwoSided(t: number, degrees: number): number {
  return incompleteBeta(degrees / 2, 0.5, degrees / (degrees + t * t));
}

import { reduceHalfPi } from "./reduce-half-pi.ts";
import { cosKernel, sinKernel } from "./trig-kernels.ts";

/** Returns the cosine of an angle in radians, error < 1 ulp (fdlibm s_cos.c), for arguments of any size. */
export function cos(x: number): number {
  const size = Math.abs(x);
  if (size < 0.7853984) return cosKernel(x, 0);
  if (!(size < Number.POSITIVE_INFINITY)) return Number.NaN;
  const { quadrant, high, low } = reduceHalfPi(x);
  if (quadrant === 0) return cosKernel(high, low);
  if (quadrant === 1) return -sinKernel(high, low);
  return quadrant === 2 ? -cosKernel(high, low) : sinKernel(high, low);
}

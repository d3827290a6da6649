import { reduceHalfPi } from "./reduce-half-pi.ts";
import { cosKernel, sinKernel } from "./trig-kernels.ts";

/** Returns the sine of an angle in radians, error < 1 ulp (fdlibm s_sin.c), for arguments of any size. */
export function sin(x: number): number {
  const size = Math.abs(x);
  if (size < 0.7853984) return sinKernel(x, 0);
  if (!(size < Number.POSITIVE_INFINITY)) return Number.NaN;
  const { quadrant, high, low } = reduceHalfPi(x);
  if (quadrant === 0) return sinKernel(high, low);
  if (quadrant === 1) return cosKernel(high, low);
  return quadrant === 2 ? -sinKernel(high, low) : -cosKernel(high, low);
}

import { exp } from "./exp.ts";
import { expm1 } from "./expm1.ts";

/** Returns the hyperbolic sine, error < 2 ulp (fdlibm e_sinh.c). */
export function sinh(x: number): number {
  const size = Math.abs(x);
  const half = x < 0 ? -0.5 : 0.5;
  if (size < 3.725290298461914e-9 || Number.isNaN(x)) return x;
  if (size < 22) {
    const t = expm1(size);
    return size < 1 ? half * (2 * t - (t * t) / (t + 1)) : half * (t + t / (t + 1));
  }
  if (size < 709.78) return half * exp(size);
  const root = exp(0.5 * size);
  return half * root * root;
}

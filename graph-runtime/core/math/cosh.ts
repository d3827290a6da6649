import { exp } from "./exp.ts";
import { expm1 } from "./expm1.ts";

/** Returns the hyperbolic cosine, error < 2 ulp (fdlibm e_cosh.c). */
export function cosh(x: number): number {
  const size = Math.abs(x);
  if (size < 0.3465738) {
    const t = expm1(size);
    const w = 1 + t;
    return size < 2.7755575615628914e-17 ? w : 1 + (t * t) / (w + w);
  }
  if (size < 22) {
    const t = exp(size);
    return 0.5 * t + 0.5 / t;
  }
  if (size < 709.78) return 0.5 * exp(size);
  const root = exp(0.5 * size);
  return 0.5 * root * root;
}

import { expm1 } from "./expm1.ts";

/** Returns the hyperbolic tangent, error < 2 ulp (fdlibm s_tanh.c). */
export function tanh(x: number): number {
  const size = Math.abs(x);
  const sign = x < 0 ? -1 : 1;
  if (Number.isNaN(x)) return x;
  if (size >= 22) return sign;
  if (size < 2.7755575615628914e-17) return x;
  if (size >= 1) return sign * (1 - 2 / (expm1(2 * size) + 2));
  const t = expm1(-2 * size);
  return sign * (-t / (t + 2));
}

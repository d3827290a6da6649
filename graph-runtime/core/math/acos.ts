import { asinRatio } from "./asin-ratio.ts";
import { clearLowWord } from "./words.ts";

const HALF_PI_HIGH = 1.5707963267948966;
const HALF_PI_LOW = 6.123233995736766e-17;

/** Returns the arc cosine in radians, error < 1 ulp (fdlibm e_acos.c). */
export function acos(x: number): number {
  const size = Math.abs(x);
  if (!(size < 1)) {
    if (x === 1) return 0;
    return x === -1 ? Math.PI + 2 * HALF_PI_LOW : Number.NaN;
  }
  if (size < 0.5) {
    if (size < 6.938893903907228e-18) return HALF_PI_HIGH + HALF_PI_LOW;
    return HALF_PI_HIGH - (x - (HALF_PI_LOW - x * asinRatio(x * x)));
  }
  const z = (1 - size) * 0.5;
  const s = Math.sqrt(z);
  const ratio = asinRatio(z);
  if (x < 0) return Math.PI - 2 * (s + (ratio * s - HALF_PI_LOW));
  const short = clearLowWord(s);
  const c = (z - short * short) / (s + short);
  return 2 * (short + (ratio * s + c));
}

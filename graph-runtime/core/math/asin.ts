import { asinRatio } from "./asin-ratio.ts";
import { clearLowWord } from "./words.ts";

const HALF_PI_HIGH = 1.5707963267948966;
const HALF_PI_LOW = 6.123233995736766e-17;
const QUARTER_PI_HIGH = 0.7853981633974483;

/** Returns the arc sine in radians, error < 1 ulp (fdlibm e_asin.c). */
export function asin(x: number): number {
  const size = Math.abs(x);
  if (!(size < 1)) return size === 1 ? x * HALF_PI_HIGH + x * HALF_PI_LOW : Number.NaN;
  if (size < 0.5) return size < 7.450580596923828e-9 ? x : x + x * asinRatio(x * x);
  const t = (1 - size) * 0.5;
  const ratio = asinRatio(t);
  const s = Math.sqrt(t);
  const sign = x > 0 ? 1 : -1;
  if (size >= 0.97499942779541) return sign * (HALF_PI_HIGH - (2 * (s + s * ratio) - HALF_PI_LOW));
  const w = clearLowWord(s);
  const c = (t - w * w) / (s + w);
  const p = 2 * s * ratio - (HALF_PI_LOW - 2 * c);
  const q = QUARTER_PI_HIGH - 2 * w;
  return sign * (QUARTER_PI_HIGH - (p - q));
}

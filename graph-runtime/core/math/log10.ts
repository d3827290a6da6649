import { log } from "./log.ts";
import { highWord, withHighWord } from "./words.ts";

const INVERSE_LN10 = Math.LOG10E;
const LOG10_2_HIGH = 0.30102999566361177;
const LOG10_2_LOW = 3.694239077158931e-13;

/** Returns the decimal logarithm, error < 2 ulp; exact at powers of ten (fdlibm e_log10.c). */
export function log10(value: number): number {
  if (!(value > 0)) return value === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (value === Number.POSITIVE_INFINITY) return value;
  let x = value;
  let k = 0;
  let hx = highWord(x);
  if (hx < 0x00100000) {
    k = -54;
    x *= 18014398509481984;
    hx = highWord(x);
  }
  k += (hx >> 20) - 1023;
  const isBelow = k < 0 ? 1 : 0;
  x = withHighWord(x, (hx & 0xfffff) | ((0x3ff - isBelow) << 20));
  const y = k + isBelow;
  return y * LOG10_2_LOW + INVERSE_LN10 * log(x) + y * LOG10_2_HIGH;
}

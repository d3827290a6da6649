import { log2Parts } from "./log2-parts.ts";
import { clearLowWord, fromWords, highWord, scaleByPowerOfTwo } from "./words.ts";

const P1 = 0.16666666666666602;
const P2 = -0.0027777777777015593;
const P3 = 0.00006613756321437934;
const P4 = -0.0000016533902205465252;
const P5 = 4.1381367970572385e-8;
const LN2 = Math.LN2;
const LN2_HIGH = 0.6931471824645996;
const LN2_LOW = -1.904654299957768e-9;

/** -(1024 - log2(largest double + half an ulp)): the last digits of the overflow border. */
const OVERFLOW_TAIL = 8.008566259537294e-17;

/** Returns x^y with the language's rules for NaN and infinities, error < 1 ulp (fdlibm e_pow.c; 0.83 was the most seen). */
export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  if (y === 1) return x;
  if (y === 2) return x * x;
  if (y === -1) return 1 / x;
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  if (y === 0.5 && x >= 0) return Math.sqrt(Math.abs(x));
  const size = Math.abs(x);
  if (Math.abs(y) === Number.POSITIVE_INFINITY) {
    if (size === 1) return Number.NaN;
    return size > 1 === y > 0 ? Number.POSITIVE_INFINITY : 0;
  }
  const isInteger = Math.trunc(y) === y;
  const isOdd = isInteger && Math.abs(y) <= 9007199254740991 && Math.abs(y % 2) === 1;
  const sign = isOdd && (x < 0 || Object.is(x, -0)) ? -1 : 1;
  if (size === 0 || size === 1 || size === Number.POSITIVE_INFINITY) {
    if (x === -1 && !isInteger) return Number.NaN;
    return sign * (y < 0 ? 1 / size : size);
  }
  if (x < 0 && !isInteger) return Number.NaN;
  return sign * positivePower(size, y);
}

function positivePower(x: number, y: number): number {
  // |y| > 2^31: everything overflows or underflows unless x is within 2^-20 of 1.
  if (Math.abs(y) > 2147483648 && Math.abs(x - 1) > 9.5367431640625e-7) {
    return x > 1 === y > 0 ? Number.POSITIVE_INFINITY : 0;
  }
  if (Math.abs(y) > 18446744073709552000) return x > 1 === y > 0 ? Number.POSITIVE_INFINITY : 0;
  const { high: t1, low: t2 } = log2Parts(x, Math.abs(y) > 2147483648);
  // y * log2(x) as a sum of a short and a long part.
  const y1 = clearLowWord(y);
  const low = (y - y1) * t1 + y * t2;
  let high = y1 * t1;
  const total = low + high;
  if (total > 1024 || (total === 1024 && low + OVERFLOW_TAIL > total - high)) return Number.POSITIVE_INFINITY;
  if (total < -1075 || (total === -1075 && low <= total - high)) return 0;
  let n = 0;
  const j = highWord(total);
  if ((j & 0x7fffffff) > 0x3fe00000) {
    let k = ((j & 0x7fffffff) >> 20) - 1023;
    n = j + (0x100000 >> (k + 1));
    k = ((n & 0x7fffffff) >> 20) - 1023;
    high -= fromWords(n & ~(0xfffff >> k), 0);
    n = ((n & 0xfffff) | 0x100000) >> (20 - k);
    if (j < 0) n = -n;
  }
  const t = clearLowWord(low + high);
  const u = t * LN2_HIGH;
  const v = (low - (t - high)) * LN2 + t * LN2_LOW;
  const z = u + v;
  const w = v - (z - u);
  const square = z * z;
  const c = z - square * (P1 + square * (P2 + square * (P3 + square * (P4 + square * P5))));
  const r = (z * c) / (c - 2) - (w + z * w);
  return scaleByPowerOfTwo(1 - (r - z), n);
}

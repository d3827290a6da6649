import { clearLowWord, highWord, withHighWord } from "./words.ts";

const L1 = 0.6666666666666735;
const L2 = 0.3999999999940942;
const L3 = 0.2857142874366239;
const L4 = 0.22222198432149784;
const L5 = 0.1818357216161805;
const L6 = 0.15313837699209373;
const L7 = 0.14798198605116586;
const INVERSE_LN2_HIGH = 1.4426950407214463;
const INVERSE_LN2_LOW = 1.6751713164886512e-10;

/** Returns the binary logarithm, error < 1 ulp; exact at powers of two (FreeBSD e_log2.c, from fdlibm). */
export function log2(value: number): number {
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
  hx &= 0xfffff;
  const carry = (hx + 0x95f64) & 0x100000;
  x = withHighWord(x, hx | (carry ^ 0x3ff00000));
  k += carry >> 20;
  const f = x - 1;
  const half = 0.5 * f * f;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (L2 + w * (L4 + w * L6));
  const odd = z * (L1 + w * (L3 + w * (L5 + w * L7)));
  const r = s * (half + (odd + even));
  const high = clearLowWord(f - half);
  const low = f - high - half + r;
  const productHigh = high * INVERSE_LN2_HIGH;
  const productLow = (low + high) * INVERSE_LN2_LOW + low * INVERSE_LN2_HIGH;
  const sum = k + productHigh;
  return productLow + (k - sum + productHigh) + sum;
}

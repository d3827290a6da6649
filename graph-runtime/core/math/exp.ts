import { scaleByPowerOfTwo } from "./words.ts";

const OVERFLOW = 709.782712893384;
const UNDERFLOW = -745.1332191019411;
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const INVERSE_LN2 = Math.LOG2E;
const P1 = 0.16666666666666602;
const P2 = -0.0027777777777015593;
const P3 = 0.00006613756321437934;
const P4 = -0.0000016533902205465252;
const P5 = 4.1381367970572385e-8;

/** Returns e^x, error < 1 ulp (fdlibm e_exp.c; exp(1) is the double nearest to e). */
export function exp(x: number): number {
  if (!(x <= OVERFLOW)) return x > OVERFLOW ? Number.POSITIVE_INFINITY : Number.NaN;
  if (x < UNDERFLOW) return 0;
  if (x === 1) return Math.E;
  const size = Math.abs(x);
  let high = x;
  let low = 0;
  let k = 0;
  // 0x3fd62e42 and 0x3ff0a2b2 are the upper words of 0.5 ln 2 and 1.5 ln 2.
  if (size >= 0.3465735912322998) {
    if (size < 1.0397205352783203) {
      k = x > 0 ? 1 : -1;
      high = x - k * LN2_HIGH;
      low = k * LN2_LOW;
    } else {
      k = Math.trunc(INVERSE_LN2 * x + (x > 0 ? 0.5 : -0.5));
      high = x - k * LN2_HIGH;
      low = k * LN2_LOW;
    }
  } else if (size < 3.725290298461914e-9) {
    return 1 + x;
  }
  const r = high - low;
  const t = r * r;
  const c = r - t * (P1 + t * (P2 + t * (P3 + t * (P4 + t * P5))));
  if (k === 0) return 1 - ((r * c) / (c - 2) - r);
  return scaleByPowerOfTwo(1 - (low - (r * c) / (2 - c) - high), k);
}

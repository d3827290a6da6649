import { powerOfTwo, scaleByPowerOfTwo } from "./words.ts";

const OVERFLOW = 709.782712893384;
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const INVERSE_LN2 = Math.LOG2E;
const Q1 = -0.03333333333333313;
const Q2 = 0.0015873015872548146;
const Q3 = -0.0000793650757867488;
const Q4 = 0.000004008217827329362;
const Q5 = -2.0109921818362437e-7;

/** Returns e^x - 1 without the loss of digits near zero, error < 1 ulp (fdlibm s_expm1.c). */
export function expm1(value: number): number {
  if (!(value <= OVERFLOW)) return value > OVERFLOW ? Number.POSITIVE_INFINITY : Number.NaN;
  if (value < -38.81624212861061) return -1;
  const size = Math.abs(value);
  if (size < 5.551115123125783e-17) return value;
  let x = value;
  let k = 0;
  let c = 0;
  if (size >= 0.3465735912322998) {
    const sign = value > 0 ? 1 : -1;
    k = size < 1.0397205352783203 ? sign : Math.trunc(INVERSE_LN2 * value + sign * 0.5);
    const high = value - k * LN2_HIGH;
    const low = k * LN2_LOW;
    x = high - low;
    c = high - x - low;
  }
  const half = 0.5 * x;
  const square = x * half;
  const r = 1 + square * (Q1 + square * (Q2 + square * (Q3 + square * (Q4 + square * Q5))));
  const t = 3 - r * half;
  let e = square * ((r - t) / (6 - x * t));
  if (k === 0) return x - (x * e - square);
  e = x * (e - c) - c - square;
  if (k === -1) return 0.5 * (x - e) - 0.5;
  if (k === 1) return x < -0.25 ? -2 * (e - (x + 0.5)) : 1 + 2 * (x - e);
  if (k <= -2 || k > 56) return scaleByPowerOfTwo(1 - (e - x), k) - 1;
  if (k < 20) return (1 - powerOfTwo(-k) - (e - x)) * powerOfTwo(k);
  return (x - (e + powerOfTwo(-k)) + 1) * powerOfTwo(k);
}

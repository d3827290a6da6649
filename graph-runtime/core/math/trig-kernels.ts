import { fromWords, highWord } from "./words.ts";

const S1 = -0.16666666666666632;
const S2 = 0.00833333333332249;
const S3 = -0.0001984126982985795;
const S4 = 0.0000027557313707070068;
const S5 = -2.5050760253406863e-8;
const S6 = 1.58969099521155e-10;

/** sin(x + low) for |x| <= pi / 4 (fdlibm k_sin.c). */
export function sinKernel(x: number, low: number): number {
  if (Math.abs(x) < 7.450580596923828e-9) return x;
  const z = x * x;
  const v = z * x;
  const r = S2 + z * (S3 + z * (S4 + z * (S5 + z * S6)));
  if (low === 0) return x + v * (S1 + z * r);
  return x - (z * (0.5 * low - v * r) - low - v * S1);
}

const C1 = 0.0416666666666666;
const C2 = -0.001388888888887411;
const C3 = 0.00002480158728947673;
const C4 = -2.7557314351390663e-7;
const C5 = 2.087572321298175e-9;
const C6 = -1.1359647557788195e-11;

/** cos(x + low) for |x| <= pi / 4 (fdlibm k_cos.c). */
export function cosKernel(x: number, low: number): number {
  const ix = highWord(x) & 0x7fffffff;
  if (ix < 0x3e400000) return 1;
  const z = x * x;
  const r = z * (C1 + z * (C2 + z * (C3 + z * (C4 + z * (C5 + z * C6)))));
  if (ix < 0x3fd33333) return 1 - (0.5 * z - (z * r - x * low));
  const q = ix > 0x3fe90000 ? 0.28125 : fromWords(ix - 0x00200000, 0);
  const half = 0.5 * z - q;
  return 1 - q - (half - (z * r - x * low));
}

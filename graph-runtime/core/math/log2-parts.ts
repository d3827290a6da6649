import { clearLowWord, fromWords, highWord, withHighWord } from "./words.ts";

const L1 = 0.5999999999999946;
const L2 = 0.4285714285785502;
const L3 = 0.33333332981837743;
const L4 = 0.272728123808534;
const L5 = 0.23066074577556175;
const L6 = 0.20697501780033842;
const CP = 0.9617966939259756;
const CP_HIGH = 0.9617967009544373;
const CP_LOW = -7.028461650952758e-9;
const LOG2_1_5_HIGH = 0.5849624872207642;
const LOG2_1_5_LOW = 1.350039202129749e-8;
const INVERSE_LN2 = Math.LOG2E;
const INVERSE_LN2_HIGH = 1.4426950216293335;
const INVERSE_LN2_LOW = 1.9259629911266175e-8;

/** log2(x) as a short number plus a correction, about 70 bits together; the first half of fdlibm's e_pow.c. */
export function log2Parts(x: number, isNearOne: boolean): { readonly high: number; readonly low: number } {
  if (isNearOne) {
    const t = x - 1;
    const w = t * t * (0.5 - t * (0.3333333333333333 - t * 0.25));
    const u = INVERSE_LN2_HIGH * t;
    const v = t * INVERSE_LN2_LOW - w * INVERSE_LN2;
    const high = clearLowWord(u + v);
    return { high, low: v - (high - u) };
  }
  let ax = x;
  let n = 0;
  let ix = highWord(ax);
  if (ix < 0x00100000) {
    ax *= 9007199254740992;
    n = -53;
    ix = highWord(ax);
  }
  n += (ix >> 20) - 1023;
  const j = ix & 0xfffff;
  ix = j | 0x3ff00000;
  let isUpper = false;
  if (j >= 0xbb67a) {
    n += 1;
    ix -= 0x100000;
  } else if (j > 0x3988e) {
    isUpper = true;
  }
  ax = withHighWord(ax, ix);
  const base = isUpper ? 1.5 : 1;
  const u = ax - base;
  const v = 1 / (ax + base);
  const s = u * v;
  const sHigh = clearLowWord(s);
  let tHigh = fromWords(((ix >> 1) | 0x20000000) + 0x00080000 + (isUpper ? 0x40000 : 0), 0);
  let tLow = ax - (tHigh - base);
  const sLow = v * (u - sHigh * tHigh - sHigh * tLow);
  const s2 = s * s;
  let r = s2 * s2 * (L1 + s2 * (L2 + s2 * (L3 + s2 * (L4 + s2 * (L5 + s2 * L6)))));
  r += sLow * (sHigh + s);
  const square = sHigh * sHigh;
  tHigh = clearLowWord(3 + square + r);
  tLow = r - (tHigh - 3 - square);
  const p = sHigh * tHigh;
  const q = sLow * tHigh + tLow * s;
  const pHigh = clearLowWord(p + q);
  const pLow = q - (pHigh - p);
  const zHigh = CP_HIGH * pHigh;
  const zLow = CP_LOW * pHigh + pLow * CP + (isUpper ? LOG2_1_5_LOW : 0);
  const step = isUpper ? LOG2_1_5_HIGH : 0;
  const high = clearLowWord(zHigh + zLow + step + n);
  return { high, low: zLow - (high - n - step - zHigh) };
}

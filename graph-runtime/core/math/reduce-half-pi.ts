import { highWord, lowWord } from "./words.ts";

/** x less the nearest multiple of pi / 2, as high + low (about 85 correct bits or more), and that multiple modulo 4. */
export type Reduced = { readonly quadrant: number; readonly high: number; readonly low: number };

const INVERSE_HALF_PI = 0.6366197723675814;
const HALF_PI_1 = 1.5707963267341256;
const HALF_PI_1_TAIL = 6.077100506506192e-11;
const HALF_PI_2 = 6.077100506303966e-11;
const HALF_PI_2_TAIL = 2.0222662487959506e-21;
const HALF_PI_3 = 2.0222662487111665e-21;
const HALF_PI_3_TAIL = 8.4784276603689e-32;

/** Reduces an angle of more than pi / 4 (Cody and Waite in up to three steps; exact integers beyond 2^20 pi / 2). */
export function reduceHalfPi(x: number): Reduced {
  const size = Math.abs(x);
  const reduced = size < 1647099.3291 ? reduceMedium(size) : reduceLarge(size);
  if (x > 0) return reduced;
  return { quadrant: -reduced.quadrant & 3, high: -reduced.high, low: -reduced.low };
}

function reduceMedium(x: number): Reduced {
  const n = Math.floor(x * INVERSE_HALF_PI + 0.5);
  let r = x - n * HALF_PI_1;
  let w = n * HALF_PI_1_TAIL;
  let high = r - w;
  const exponent = highWord(x) >> 20;
  // Each further step is taken where cancellation has eaten the bits of the one before: 16, then 49 of them.
  if (exponent - ((highWord(high) >> 20) & 0x7ff) > 16) {
    let t = r;
    w = n * HALF_PI_2;
    r = t - w;
    w = n * HALF_PI_2_TAIL - (t - r - w);
    high = r - w;
    if (exponent - ((highWord(high) >> 20) & 0x7ff) > 49) {
      t = r;
      w = n * HALF_PI_3;
      r = t - w;
      w = n * HALF_PI_3_TAIL - (t - r - w);
      high = r - w;
    }
  }
  return { quadrant: n & 3, high, low: r - high - w };
}

/** 2 / pi * 2^1280, and pi / 2 * 2^192 (mpmath 1.4 at 1,600 bits). */
const TWO_OVER_PI =
  0xa2f9836e4e441529fc2757d1f534ddc0db6295993c439041fe5163abdebbc561b7246e3a424dd2e006492eea09d1921cfe1deb1cb129a73ee88235f52ebb4484e99c7026b45f7e413991d639835339f49c845f8bbdf9283b1ff897ffde05980fef2f118b5a0a6d1f6d367ecf27cb09b74f463f669e5fea2d7527bac7ebe5f17b3d0739f78a5292ea6bfb5fb11f8d5d0856033046fc7b6babf0cfbc209af4361dn;
const TWO_OVER_PI_BITS = 1280;
const HALF_PI = 0x1921fb54442d18469898cc51701b839a252049c1114cf98e8n;
const HALF_PI_BITS = 192;
const FRACTION_BITS = 256;

function reduceLarge(x: number): Reduced {
  const exponent = (highWord(x) >> 20) - 1075;
  const mantissa = (BigInt((highWord(x) & 0xfffff) | 0x100000) << 32n) | BigInt(lowWord(x) >>> 0);
  // x * 2 / pi with FRACTION_BITS bits behind the point; multiples of 4 in front of it drop out.
  const product = (mantissa * TWO_OVER_PI) >> BigInt(TWO_OVER_PI_BITS - exponent - FRACTION_BITS);
  let quadrant = Number((product >> BigInt(FRACTION_BITS)) & 3n);
  let fraction = product & ((1n << BigInt(FRACTION_BITS)) - 1n);
  if (fraction >> BigInt(FRACTION_BITS - 1) === 1n) {
    fraction -= 1n << BigInt(FRACTION_BITS);
    quadrant = (quadrant + 1) & 3;
  }
  // The angle in units of 2^-FRACTION_BITS: its nearest double, and what that leaves.
  const angle = (fraction * HALF_PI) >> BigInt(HALF_PI_BITS);
  const high = Number(angle);
  const low = Number(angle - BigInt(high));
  return { quadrant, high: high * UNIT, low: low * UNIT };
}

/** 2^-FRACTION_BITS, exactly. */
const UNIT = 8.636168555094445e-78;

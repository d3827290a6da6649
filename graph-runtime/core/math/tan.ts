import { reduceHalfPi } from "./reduce-half-pi.ts";
import { clearLowWord } from "./words.ts";

const QUARTER_PI = 0.7853981633974483;
const QUARTER_PI_LOW = 3.061616997868383e-17;
const T0 = 0.3333333333333341;
const T1 = 0.13333333333320124;
const T2 = 0.05396825397622605;
const T3 = 0.021869488294859542;
const T4 = 0.0088632398235993;
const T5 = 0.0035920791075913124;
const T6 = 0.0014562094543252903;
const T7 = 0.0005880412408202641;
const T8 = 0.0002464631348184699;
const T9 = 0.00007817944429395571;
const T10 = 0.00007140724913826082;
const T11 = -0.000018558637485527546;
const T12 = 0.00002590730518636337;

/** Returns the tangent of an angle in radians, error < 1 ulp (fdlibm s_tan.c), for arguments of any size. */
export function tan(x: number): number {
  const size = Math.abs(x);
  if (size < 0.7853984) return tanKernel(x, 0, false);
  if (!(size < Number.POSITIVE_INFINITY)) return Number.NaN;
  const { quadrant, high, low } = reduceHalfPi(x);
  return tanKernel(high, low, (quadrant & 1) === 1);
}

/** tan(x + low) for |x| <= pi / 4, or -1 / tan(x + low) (fdlibm k_tan.c). */
function tanKernel(angle: number, angleLow: number, isInverse: boolean): number {
  let x = angle;
  let low = angleLow;
  if (Math.abs(x) < 3.725290298461914e-9) return isInverse ? -1 / x : x;
  // 0x3fe59428 begins the upper words of 0.6744: above it, tan(x) comes from tan(pi / 4 - x).
  const isUpper = Math.abs(x) >= 0.67431640625;
  const sign = x < 0 ? -1 : 1;
  if (isUpper) {
    if (sign < 0) {
      x = -x;
      low = -low;
    }
    x = QUARTER_PI - x + (QUARTER_PI_LOW - low);
    low = 0;
  }
  const z = x * x;
  const w = z * z;
  const even = T1 + w * (T3 + w * (T5 + w * (T7 + w * (T9 + w * T11))));
  const odd = z * (T2 + w * (T4 + w * (T6 + w * (T8 + w * (T10 + w * T12)))));
  const s = z * x;
  const r = low + z * (s * (even + odd) + low) + T0 * s;
  const sum = x + r;
  if (isUpper) {
    const unit = isInverse ? -1 : 1;
    return sign * (unit - 2 * (x - ((sum * sum) / (sum + unit) - r)));
  }
  if (!isInverse) return sum;
  // -1 / sum with the digits that one division would lose.
  const short = clearLowWord(sum);
  const rest = r - (short - x);
  const inverse = -1 / sum;
  const inverseShort = clearLowWord(inverse);
  return inverseShort + inverse * (1 + inverseShort * short + inverseShort * rest);
}

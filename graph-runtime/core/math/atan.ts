const HIGH = [0.4636476090008061, 0.7853981633974483, 0.982793723247329, 1.5707963267948966];
const LOW = [2.2698777452961687e-17, 3.061616997868383e-17, 1.3903311031230998e-17, 6.123233995736766e-17];
const A0 = 0.3333333333333293;
const A1 = -0.19999999999876483;
const A2 = 0.14285714272503466;
const A3 = -0.11111110405462356;
const A4 = 0.09090887133436507;
const A5 = -0.0769187620504483;
const A6 = 0.06661073137387531;
const A7 = -0.058335701337905735;
const A8 = 0.049768779946159324;
const A9 = -0.036531572744216916;
const A10 = 0.016285820115365782;

/** Returns the arc tangent in radians, error < 1 ulp (fdlibm s_atan.c). */
export function atan(value: number): number {
  const size = Math.abs(value);
  const sign = value < 0 ? -1 : 1;
  if (size < 7.450580596923828e-9 || Number.isNaN(value)) return value;
  if (size >= 73786976294838210000) return sign * ((HIGH[3] as number) + (LOW[3] as number));
  let x = size;
  let interval = -1;
  // Borders 7/16, 11/16, 19/16 and 39/16: atan(size) = atan(0.5 | 1 | 1.5 | infinity) + atan(x).
  if (size >= 0.4375) {
    if (size < 0.6875) {
      interval = 0;
      x = (2 * size - 1) / (2 + size);
    } else if (size < 1.1875) {
      interval = 1;
      x = (size - 1) / (size + 1);
    } else if (size < 2.4375) {
      interval = 2;
      x = (size - 1.5) / (1 + 1.5 * size);
    } else {
      interval = 3;
      x = -1 / size;
    }
  }
  const z = x * x;
  const w = z * z;
  const even = z * (A0 + w * (A2 + w * (A4 + w * (A6 + w * (A8 + w * A10)))));
  const odd = w * (A1 + w * (A3 + w * (A5 + w * (A7 + w * A9))));
  if (interval < 0) return sign * (x - x * (even + odd));
  return sign * ((HIGH[interval] as number) - (x * (even + odd) - (LOW[interval] as number) - x));
}

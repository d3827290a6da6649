import { exp } from "./exp.ts";

/*
 * Error functions by W. J. Cody's rational approximations (Math. Comp. 23 (1969) 631-637, program CALERF): three ranges of
 * |x|, the exponential split so that its argument is exact. Relative error of each below 1e-15 where the result is normal.
 */
const SMALL = 0.46875;
const SQRT_PI_INVERSE = 0.5641895835477563;
const A = [3.1611237438705655, 113.86415415105016, 377.485237685302, 3209.3775891384694, 0.18577770618460315];
const B = [23.601290952344122, 244.02463793444417, 1282.6165260773723, 2844.236833439171];
const C = [
  0.5641884969886701, 8.883149794388377, 66.11919063714163, 298.6351381974001, 881.952221241769, 1712.0476126340707,
  2051.0783778260716, 1230.3393547979972, 2.1531153547440383e-8,
];
const D = [
  15.744926110709835, 117.6939508913125, 537.1811018620099, 1621.3895745666903, 3290.7992357334597, 4362.619090143247,
  3439.3676741437216, 1230.3393548037495,
];
const P = [
  0.30532663496123236, 0.36034489994980445, 0.12578172611122926, 0.016083785148742275, 0.0006587491615298378,
  0.016315387137302097,
];
const Q = [2.568520192289822, 1.8729528499234673, 0.5279051029514285, 0.06051834131244132, 0.0023352049762686918];

/** Returns the error function, 2 / sqrt(pi) times the integral of e^(-t^2) from 0 to x. */
export function erf(x: number): number {
  const y = Math.abs(x);
  if (Number.isNaN(x)) return x;
  if (y <= SMALL) return x * smallRatio(y);
  const rest = 1 - scaledTail(y) * gauss(y);
  return x < 0 ? -rest : rest;
}

/** Returns 1 - erf(x), exact in the right tail down to the smallest doubles. */
export function erfc(x: number): number {
  const y = Math.abs(x);
  if (Number.isNaN(x)) return x;
  if (y <= SMALL) return 1 - x * smallRatio(y);
  const tail = y > 27.5 ? 0 : scaledTail(y) * gauss(y);
  return x < 0 ? 2 - tail : tail;
}

/** Returns e^(x^2) erfc(x), which neither over- nor underflows for positive x. */
export function erfcx(x: number): number {
  const y = Math.abs(x);
  if (Number.isNaN(x)) return x;
  if (y <= SMALL) return exp(x * x) * (1 - x * smallRatio(y));
  const tail = scaledTail(y);
  if (x > 0) return tail;
  return x < -26.628 ? Number.POSITIVE_INFINITY : 2 / gauss(y) - tail;
}

/** erf(x) / x for |x| <= 0.46875. */
function smallRatio(y: number): number {
  const square = y > 1.11e-16 ? y * y : 0;
  let above = at(A, 4) * square;
  let below = square;
  for (let i = 0; i < 3; i++) {
    above = (above + at(A, i)) * square;
    below = (below + at(B, i)) * square;
  }
  return (above + at(A, 3)) / (below + at(B, 3));
}

/** e^(y^2) erfc(y) for y > 0.46875. */
function scaledTail(y: number): number {
  if (y <= 4) {
    let above = at(C, 8) * y;
    let below = y;
    for (let i = 0; i < 7; i++) {
      above = (above + at(C, i)) * y;
      below = (below + at(D, i)) * y;
    }
    return (above + at(C, 7)) / (below + at(D, 7));
  }
  if (y >= 6.71e7) return SQRT_PI_INVERSE / y;
  const square = 1 / (y * y);
  let above = at(P, 5) * square;
  let below = square;
  for (let i = 0; i < 4; i++) {
    above = (above + at(P, i)) * square;
    below = (below + at(Q, i)) * square;
  }
  const ratio = (square * (above + at(P, 4))) / (below + at(Q, 4));
  return (SQRT_PI_INVERSE - ratio) / y;
}

/** e^(-y^2), the square split at sixteenths so that rounding it loses nothing. */
function gauss(y: number): number {
  const head = Math.trunc(y * 16) / 16;
  const rest = (y - head) * (y + head);
  return exp(-head * head) * exp(-rest);
}

function at(coefficients: readonly number[], index: number): number {
  return coefficients[index] as number;
}

import { atan } from "./atan.ts";

const PI_LOW = 1.2246467991473532e-16;

/** Returns the angle of the point (x, y) in radians, from -pi to pi, error < 2 ulp (fdlibm e_atan2.c). */
export function atan2(y: number, x: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  const isBelow = y < 0 || Object.is(y, -0);
  const isLeft = x < 0 || Object.is(x, -0);
  return (isBelow ? -1 : 1) * upperAngle(Math.abs(y), Math.abs(x), isLeft);
}

/** The angle of (x, y), or of (-x, y) where isLeft, in the upper half plane. */
function upperAngle(y: number, x: number, isLeft: boolean): number {
  if (y === 0) return isLeft ? Math.PI : 0;
  if (x === 0) return Math.PI / 2;
  if (x === Number.POSITIVE_INFINITY) {
    if (y === Number.POSITIVE_INFINITY) return isLeft ? (3 * Math.PI) / 4 : Math.PI / 4;
    return isLeft ? Math.PI : 0;
  }
  if (y === Number.POSITIVE_INFINITY) return Math.PI / 2;
  const ratio = y / x;
  if (ratio > 1152921504606847000) return Math.PI / 2;
  if (isLeft && ratio < 8.673617379884035e-19) return Math.PI;
  const angle = atan(ratio);
  return isLeft ? Math.PI - (angle - PI_LOW) : angle;
}

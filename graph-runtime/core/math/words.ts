/** One double seen as two 32-bit words; little-endian, as on every machine that runs V8 today. */
const double = new Float64Array(1);
const pair = new Int32Array(double.buffer);

/** Returns sign, exponent and the upper 20 bits of the mantissa, as a signed integer. */
export function highWord(x: number): number {
  double[0] = x;
  return pair[1] as number;
}

/** Returns the lower 32 bits of the mantissa, as a signed integer. */
export function lowWord(x: number): number {
  double[0] = x;
  return pair[0] as number;
}

export function fromWords(high: number, low: number): number {
  pair[1] = high;
  pair[0] = low;
  return double[0] as number;
}

export function withHighWord(x: number, high: number): number {
  double[0] = x;
  pair[1] = high;
  return double[0] as number;
}

/** Returns x with the lower half of its mantissa cleared, so that products of two such numbers are exact. */
export function clearLowWord(x: number): number {
  double[0] = x;
  pair[0] = 0;
  return double[0] as number;
}

/** Returns 2^exponent, for exponents from -1022 to 1023. */
export function powerOfTwo(exponent: number): number {
  return fromWords((exponent + 1023) << 20, 0);
}

/** Returns x * 2^exponent for x in [0.5, 4), rounded once even where the result is subnormal; exponents -1100 to 1024. */
export function scaleByPowerOfTwo(x: number, exponent: number): number {
  if (exponent > 1022) return x * 2 * powerOfTwo(exponent - 1);
  if (exponent < -1020) return x * powerOfTwo(exponent + 1000) * powerOfTwo(-1000);
  return x * powerOfTwo(exponent);
}

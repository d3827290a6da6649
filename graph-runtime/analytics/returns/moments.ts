/** Count, mean and central moments of a sample, from two passes. */
export type Moments = {
  readonly count: number;
  readonly mean: number;
  /** Sample deviation, divisor n - 1; NaN below two values. */
  readonly deviation: number;
  /** Third standardised moment, divisor n; NaN where the deviation is nil. */
  readonly skew: number;
  /** Fourth standardised moment, divisor n: 3 for a normal distribution; NaN where the deviation is nil. */
  readonly kurtosis: number;
};

export function momentsOf(values: Float64Array): Moments {
  const count = values.length;
  let sum = 0;
  for (let i = 0; i < count; i++) sum += values[i] as number;
  const mean = sum / count;
  let m2 = 0;
  let m3 = 0;
  let m4 = 0;
  for (let i = 0; i < count; i++) {
    const d = (values[i] as number) - mean;
    const d2 = d * d;
    m2 += d2;
    m3 += d2 * d;
    m4 += d2 * d2;
  }
  const deviation = count > 1 ? Math.sqrt(m2 / (count - 1)) : Number.NaN;
  const variance = m2 / count;
  const spread = Math.sqrt(variance);
  return {
    count,
    mean,
    deviation,
    skew: spread > 0 ? m3 / count / (variance * spread) : Number.NaN,
    kurtosis: spread > 0 ? m4 / count / (variance * variance) : Number.NaN,
  };
}

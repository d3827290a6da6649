/** What the exposure column says, in one pass with equity. */
export type ExposurePass = {
  /** Bars at whose close a position was held. */
  readonly barsInMarket: number;
  /** Mean over bars of |position value| / equity. */
  readonly meanSize: number;
  /** Largest |position value| / equity. */
  readonly peakSize: number;
  /** Largest |position value| in money. */
  readonly peakValue: number;
};

export function exposurePass(exposure: Float64Array, equity: Float64Array): ExposurePass {
  let barsInMarket = 0;
  let sum = 0;
  let peakSize = 0;
  let peakValue = 0;
  for (let i = 0; i < exposure.length; i++) {
    const size = Math.abs(exposure[i] as number);
    if (size > 0) {
      barsInMarket++;
      sum += size;
      const value = size * (equity[i] as number);
      if (size > peakSize) peakSize = size;
      if (value > peakValue) peakValue = value;
    }
  }
  return { barsInMarket, meanSize: exposure.length > 0 ? sum / exposure.length : Number.NaN, peakSize, peakValue };
}

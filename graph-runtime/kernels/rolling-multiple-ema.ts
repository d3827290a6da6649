import { startAll } from "./chain.ts";
import { rollingEma } from "./rolling-ema.ts";
import type { Rolling } from "./step.ts";

/** Exponential averages of exponential averages, `depth` deep, mixed by weights (the first for the innermost). */
export function rollingMultipleEma(length: number, weights: readonly number[]): Rolling {
  const depth = weights.length;
  const parts = weights.map(() => rollingEma(length));
  const settle = parts[0]!.settle;
  return {
    cells: 2 * depth,
    lookback: depth * (length - 1),
    // each layer settles on what the one below has settled to
    settle: settle * depth,
    start: (cells) => {
      const steps = startAll(parts, cells);
      return (value) => {
        let layer = value;
        let mix = 0;
        for (let k = 0; k < depth; k++) {
          layer = steps[k]!(layer);
          if (Number.isNaN(layer)) return layer;
          if (weights[k] !== 0) mix += weights[k]! * layer;
        }
        return mix;
      };
    },
  };
}

export const rollingDema = (length: number): Rolling => rollingMultipleEma(length, [2, -1]);
export const rollingTema = (length: number): Rolling => rollingMultipleEma(length, [3, -3, 1]);

/** Tillson's T3: six exponential averages mixed so that the lag nearly vanishes; `factor` 0 is plain, 1 is DEMA-like. */
export function rollingT3(length: number, factor: number): Rolling {
  const square = factor * factor;
  const c1 = -(square * factor);
  const c2 = 3 * (square - c1);
  const c3 = -6 * square - 3 * (factor - c1);
  const c4 = 1 + 3 * factor - c1 + 3 * square;
  return rollingMultipleEma(length, [0, 0, c4, c3, c2, c1]);
}

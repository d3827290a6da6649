import { pushExtreme } from "./rolling-extreme.ts";
import { extremeParts } from "./rolling-maximum.ts";

export const stochasticCells = (length: number): number => 2 * (2 * length + 3);

/** Places a close between the lowest low and the highest high of `length` bars, 0 to 100; 0 where they are equal (TA-Lib). */
export function startStochastic(
  cells: Float64Array,
  length: number,
): (high: number, low: number, close: number) => number {
  const half = 2 * length + 3;
  const highs = extremeParts(cells.subarray(0, half), length);
  const lows = extremeParts(cells.subarray(half), length);
  return (high, low, close) => {
    const highest = pushExtreme(highs, high, 1);
    const lowest = pushExtreme(lows, low, -1);
    if (highs.window[2]! < length) return Number.NaN;
    const span = (highest - lowest) / 100;
    return span === 0 ? 0 : (close - lowest) / span;
  };
}

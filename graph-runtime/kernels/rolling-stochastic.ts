import { extremeCells, pushExtreme } from "./rolling-extreme.ts";

export const stochasticCells = (length: number): number => 2 * extremeCells(length);

/** Places a close between the lowest low and the highest high of `length` bars, 0 to 100; 0 where they are equal (TA-Lib). */
export function startStochastic(
  cells: Float64Array,
  length: number,
): (high: number, low: number, close: number) => number {
  const highs = cells.subarray(0, extremeCells(length));
  const lows = cells.subarray(extremeCells(length));
  return (high, low, close) => {
    const highest = pushExtreme(highs, length, high, 1);
    const lowest = pushExtreme(lows, length, low, -1);
    const span = (highest - lowest) / 100;
    return span === 0 ? 0 : (close - lowest) / span;
  };
}

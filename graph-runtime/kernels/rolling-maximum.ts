import { extremeCells, pushExtreme } from "./rolling-extreme.ts";
import type { Rolling } from "./step.ts";

function rollingExtreme(length: number, sign: 1 | -1): Rolling {
  return {
    cells: extremeCells(length),
    lookback: length - 1,
    settle: 0,
    start: (cells) => (value) => pushExtreme(cells, length, value, sign),
  };
}

/** The highest of the last `length` values. */
export const rollingMaximum = (length: number): Rolling => rollingExtreme(length, 1);
/** The lowest of the last `length` values. */
export const rollingMinimum = (length: number): Rolling => rollingExtreme(length, -1);

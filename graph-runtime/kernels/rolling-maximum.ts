import { pushExtreme } from "./rolling-extreme.ts";
import type { Rolling } from "./step.ts";

/** The highest (sign 1) or lowest (sign -1) of the last `length` values. */
function rollingExtreme(length: number, sign: 1 | -1): Rolling {
  return {
    cells: 2 * length + 3,
    lookback: length - 1,
    settle: 0,
    start: (cells) => {
      const parts = extremeParts(cells, length);
      return (value) => {
        const extreme = pushExtreme(parts, value, sign);
        return parts.window[2]! < length ? Number.NaN : extreme;
      };
    },
  };
}

export const rollingMaximum = (length: number): Rolling => rollingExtreme(length, 1);
export const rollingMinimum = (length: number): Rolling => rollingExtreme(length, -1);

/** Cuts one stretch of cells into the parts of a rolling extreme. */
export function extremeParts(
  cells: Float64Array,
  length: number,
): { readonly values: Float64Array; readonly places: Float64Array; readonly window: Float64Array } {
  return {
    values: cells.subarray(0, length),
    places: cells.subarray(length, 2 * length),
    window: cells.subarray(2 * length, 2 * length + 3),
  };
}

/** Returns how many values ago the extreme of the window stood. */
export function extremeAge(parts: { readonly places: Float64Array; readonly window: Float64Array }): number {
  return parts.window[2]! - 1 - parts.places[parts.window[0]!]!;
}

import { settleBars } from "./settle.ts";
import { trueRange } from "./true-range.ts";

/** Cells of an average true range: bars counted, last close, mean. */
export const ATR_CELLS = 3;

export const atrSettle = (length: number): number => settleBars((length - 1) / length);

/** Adds a bar and returns Wilder's average true range, unknown on the first `length` bars (TA-Lib). */
export function pushAtr(cells: Float64Array, length: number, high: number, low: number, close: number): number {
  const seen = cells[0]!;
  const range = trueRange(high, low, cells[1]!);
  cells[1] = close;
  if (seen > length) {
    cells[2] = (cells[2]! * (length - 1) + range) / length;
    return cells[2]!;
  }
  cells[0] = seen + 1;
  if (seen === 0) return Number.NaN;
  cells[2]! += range;
  if (seen < length) return Number.NaN;
  cells[2]! /= length;
  return cells[2]!;
}

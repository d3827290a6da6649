import {
  DIRECTIONAL_CELLS,
  directionalIndex,
  directionalShare,
  MINUS,
  PLUS,
  pushDirectional,
} from "./directional-movement.ts";

/** Cells of the average directional index: the movement, then changes counted and the average. */
export const ADX_CELLS = DIRECTIONAL_CELLS + 2;
const COUNT = DIRECTIONAL_CELLS;
const MEAN = DIRECTIONAL_CELLS + 1;

/** Adds a bar and returns the ADX, unknown while it warms up. A bar without movement leaves it as it was (TA-Lib). */
export function pushAdx(cells: Float64Array, length: number, high: number, low: number, close: number): number {
  if (pushDirectional(cells, length, high, low, close) < length) return Number.NaN;
  const plus = directionalShare(cells, PLUS);
  const minus = directionalShare(cells, MINUS);
  const index = directionalIndex(plus, minus);
  const count = cells[COUNT]!;
  if (count === length) {
    if (!Number.isNaN(index)) cells[MEAN] = (cells[MEAN]! * (length - 1) + index) / length;
    return cells[MEAN]!;
  }
  if (!Number.isNaN(index)) cells[MEAN]! += index;
  cells[COUNT] = count + 1;
  if (count + 1 < length) return Number.NaN;
  cells[MEAN]! /= length;
  return cells[MEAN]!;
}

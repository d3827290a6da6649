import { trueRange } from "./true-range.ts";

/** Cells of directional movement: bars seen, previous high, low and close, then the three sums. */
export const DIRECTIONAL_CELLS = 7;
/** Places of the Wilder sums of +DM, -DM and true range. */
export const PLUS = 4;
export const MINUS = 5;
export const RANGE = 6;

/**
 * Adds a bar to Wilder's sums as TA-Lib does: the first `length - 1` changes are added up, then each sum loses one part in
 * `length` before it gains the new change. Returns how many bars came before this one, counted up to `length`.
 */
export function pushDirectional(cells: Float64Array, length: number, high: number, low: number, close: number): number {
  const seen = cells[0]!;
  if (seen > 0) {
    const up = high - cells[1]!;
    const down = cells[2]! - low;
    if (seen >= length) {
      cells[PLUS]! -= cells[PLUS]! / length;
      cells[MINUS]! -= cells[MINUS]! / length;
      cells[RANGE]! -= cells[RANGE]! / length;
    }
    if (down > 0 && up < down) cells[MINUS]! += down;
    else if (up > 0 && up > down) cells[PLUS]! += up;
    cells[RANGE]! += trueRange(high, low, cells[3]!);
  }
  if (seen < length) cells[0] = seen + 1;
  cells[1] = high;
  cells[2] = low;
  cells[3] = close;
  return seen;
}

const NOTHING = 1e-14;

/** Returns a directional sum in percent of the true range; 0 where there was no range. */
export function directionalShare(cells: Float64Array, place: number): number {
  const range = cells[RANGE]!;
  return Math.abs(range) < NOTHING ? 0 : 100 * (cells[place]! / range);
}

/** Returns the directional index of the two shares, or unknown where both are zero. */
export function directionalIndex(plus: number, minus: number): number {
  const sum = plus + minus;
  return Math.abs(sum) < NOTHING ? Number.NaN : 100 * (Math.abs(minus - plus) / sum);
}

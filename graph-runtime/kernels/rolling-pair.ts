import { isRingFull, pushRing, RING_HEAD, ringCells } from "./rolling-window.ts";

/** Places of the sums over the window: x, y, x squared, y squared, x times y, each measured from a pivot. */
export const SUM_X = 0;
export const SUM_Y = 1;
export const SUM_XX = 2;
export const SUM_YY = 3;
export const SUM_XY = 4;
const PIVOT_X = 5;
const PIVOT_Y = 6;
const HEAD = 7;

/** Cells of the running sums of two series over `length` values. */
export const pairCells = (length: number): number => HEAD + 2 * ringCells(length);

/** Starts the sums of two series; each push tells whether the window is full. The pivots move to the means once a round. */
export function startPair(cells: Float64Array, length: number): (x: number, y: number) => boolean {
  const rings = ringCells(length);
  const xs = cells.subarray(HEAD, HEAD + rings);
  const ys = cells.subarray(HEAD + rings, HEAD + 2 * rings);
  return (x, y) => {
    if (xs[1] === 0) {
      cells[PIVOT_X] = x;
      cells[PIVOT_Y] = y;
    }
    const goneX = pushRing(xs, x);
    const goneY = pushRing(ys, y);
    if (isRingFull(xs) && xs[0] === 0) {
      recenter(cells, xs, ys);
      return true;
    }
    if (!Number.isNaN(goneX)) count(cells, goneX - cells[PIVOT_X]!, goneY - cells[PIVOT_Y]!, -1);
    count(cells, x - cells[PIVOT_X]!, y - cells[PIVOT_Y]!, 1);
    return isRingFull(xs);
  };
}

function count(cells: Float64Array, x: number, y: number, sign: 1 | -1): void {
  cells[SUM_X]! += sign * x;
  cells[SUM_Y]! += sign * y;
  cells[SUM_XX]! += sign * x * x;
  cells[SUM_YY]! += sign * y * y;
  cells[SUM_XY]! += sign * x * y;
}

function recenter(cells: Float64Array, xs: Float64Array, ys: Float64Array): void {
  const length = xs.length - RING_HEAD;
  let sumX = 0;
  let sumY = 0;
  for (let k = RING_HEAD; k < xs.length; k++) {
    sumX += xs[k]!;
    sumY += ys[k]!;
  }
  const pivotX = sumX / length;
  const pivotY = sumY / length;
  cells.fill(0, 0, PIVOT_X);
  cells[PIVOT_X] = pivotX;
  cells[PIVOT_Y] = pivotY;
  for (let k = RING_HEAD; k < xs.length; k++) count(cells, xs[k]! - pivotX, ys[k]! - pivotY, 1);
}

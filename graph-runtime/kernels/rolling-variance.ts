import { RING_HEAD, ringCells } from "./rolling-window.ts";
import type { Rolling } from "./step.ts";

/** Places in the cells: what the sums are measured from, then the sums of distances and of their squares. */
const PIVOT = 0;
const SUM = 1;
const SQUARES = 2;
/** Distance of the mean from the pivot. */
const MEAN = 3;
const HEAD = 4;
/** Then a ring: the place of the oldest value, how many there are, and the values. */
const PLACE = HEAD;
const COUNT = HEAD + 1;
const VALUES = HEAD + RING_HEAD;

/**
 * The population variance of the last `length` values. The sums are of distances from a pivot and are taken afresh each time
 * the ring comes round, so that neither the level of the series nor its length costs digits.
 */
export function rollingVariance(length: number): Rolling {
  return {
    cells: HEAD + ringCells(length),
    lookback: length - 1,
    settle: 0,
    start: (cells) => (value) => pushVariance(cells, length, value),
  };
}

/** Adds a value and returns the variance of the window, unknown until it is full. */
function pushVariance(cells: Float64Array, length: number, value: number): number {
  const at = cells[PLACE]! | 0;
  const count = cells[COUNT]!;
  if (count < length) return fill(cells, length, value);
  const gone = cells[VALUES + at]!;
  cells[VALUES + at] = value;
  if (at + 1 === length) {
    cells[PLACE] = 0;
    return recenter(cells, length);
  }
  cells[PLACE] = at + 1;
  const pivot = cells[PIVOT]!;
  const distance = value - pivot;
  const lost = gone - pivot;
  const sum = cells[SUM]! + (distance - lost);
  const squares = cells[SQUARES]! + (distance * distance - lost * lost);
  cells[SUM] = sum;
  cells[SQUARES] = squares;
  const mean = sum / length;
  cells[MEAN] = mean;
  return Math.max(0, squares / length - mean * mean);
}

/** The window's first values. */
function fill(cells: Float64Array, length: number, value: number): number {
  const at = cells[PLACE]! | 0;
  if (at === 0) cells[PIVOT] = value;
  cells[VALUES + at] = value;
  cells[COUNT] = at + 1;
  if (at + 1 === length) {
    cells[PLACE] = 0;
    return recenter(cells, length);
  }
  cells[PLACE] = at + 1;
  const distance = value - cells[PIVOT]!;
  cells[SUM]! += distance;
  cells[SQUARES]! += distance * distance;
  return Number.NaN;
}

export type VarianceWork = {
  readonly cells: Float64Array;
  readonly length: number;
  readonly source: Float64Array;
  readonly out: Float64Array;
  readonly mean: Float64Array;
};

/** Takes one known value from its column. */
export function pushVarianceAt(work: VarianceWork, bar: number): void {
  const { cells, length, source, out, mean } = work;
  const at = cells[PLACE]! | 0;
  if (cells[COUNT]! < length || at + 1 === length) {
    pushEnd(work, bar);
    return;
  }
  const x = source[bar]!;
  const pivot = cells[PIVOT]!;
  const distance = x - pivot;
  const lost = cells[VALUES + at]! - pivot;
  const sum = cells[SUM]! + (distance - lost);
  const squares = cells[SQUARES]! + (distance * distance - lost * lost);
  const center = sum / length;
  cells[VALUES + at] = x;
  cells[PLACE] = at + 1;
  cells[SUM] = sum;
  cells[SQUARES] = squares;
  cells[MEAN] = center;
  mean[bar] = pivot + center;
  out[bar] = Math.max(0, squares / length - center * center);
}

/** A value that fills the ring, or the last one of a round. */
function pushEnd({ cells, length, source, out, mean }: VarianceWork, bar: number): void {
  const found = pushVariance(cells, length, source[bar]!);
  out[bar] = found;
  mean[bar] = Number.isNaN(found) ? found : varianceMean(cells);
}

/**
 * Writes variance and mean over a stretch of known values, the same as pushing one after another. `mean` is known where `out` is.
 */
export function varyStretch(work: VarianceWork, from: number, to: number): void {
  const { cells, length } = work;
  let i = from;
  // while it fills, and where it comes round
  for (; i < to && cells[COUNT]! < length; i++) pushEnd(work, i);
  while (i < to) {
    // the value at the last place of the ring takes the sums afresh
    const stop = Math.min(to, i + length - 1 - cells[PLACE]!);
    slide(work, i, stop);
    if (stop === to) return;
    pushEnd(work, stop);
    i = stop + 1;
  }
}

/** Up to the last place of the ring. */
function slide({ cells, length, source, out, mean }: VarianceWork, from: number, to: number): void {
  if (from === to) return;
  let at = VALUES + (cells[PLACE]! | 0);
  const pivot = cells[PIVOT]!;
  let sum = cells[SUM]!;
  let squares = cells[SQUARES]!;
  let i = from;
  // two bars in turn, as a loop looks its columns up anew in every round
  for (; i + 1 < to; i += 2, at += 2) {
    const x = source[i]!;
    const y = source[i + 1]!;
    const goneX = cells[at]! - pivot;
    const goneY = cells[at + 1]! - pivot;
    cells[at] = x;
    cells[at + 1] = y;
    const toX = x - pivot;
    const toY = y - pivot;
    sum += toX - goneX;
    squares += toX * toX - goneX * goneX;
    const center = sum / length;
    mean[i] = pivot + center;
    out[i] = Math.max(0, squares / length - center * center);
    sum += toY - goneY;
    squares += toY * toY - goneY * goneY;
    const next = sum / length;
    mean[i + 1] = pivot + next;
    out[i + 1] = Math.max(0, squares / length - next * next);
  }
  if (i < to) {
    const x = source[i]!;
    const gone = cells[at]! - pivot;
    cells[at] = x;
    const distance = x - pivot;
    sum += distance - gone;
    squares += distance * distance - gone * gone;
    const center = sum / length;
    mean[i] = pivot + center;
    out[i] = Math.max(0, squares / length - center * center);
    at++;
  }
  cells[PLACE] = at - VALUES;
  cells[SUM] = sum;
  cells[SQUARES] = squares;
  cells[MEAN] = sum / length;
}

/** Takes the sums afresh and returns the variance. */
function recenter(cells: Float64Array, length: number): number {
  let total = 0;
  for (let k = 0; k < length; k++) total += cells[VALUES + k]!;
  const pivot = total / length;
  let sum = 0;
  let squares = 0;
  for (let k = 0; k < length; k++) {
    const distance = cells[VALUES + k]! - pivot;
    sum += distance;
    squares += distance * distance;
  }
  const mean = sum / length;
  cells[PIVOT] = pivot;
  cells[SUM] = sum;
  cells[SQUARES] = squares;
  cells[MEAN] = mean;
  return Math.max(0, squares / length - mean * mean);
}

/** Variances below this are rounding noise. */
export const NOTHING = 1e-14;

/** Returns the mean of the window from a full variance's cells. */
function varianceMean(cells: Float64Array): number {
  return cells[PIVOT]! + cells[MEAN]!;
}

/** The population standard deviation of the last `length` values; what is below rounding noise counts as zero. */
export function rollingDeviation(length: number): Rolling {
  return {
    ...rollingVariance(length),
    start: (cells) => (value) => {
      const found = pushVariance(cells, length, value);
      return Number.isNaN(found) ? found : found < NOTHING ? 0 : Math.sqrt(found);
    },
  };
}

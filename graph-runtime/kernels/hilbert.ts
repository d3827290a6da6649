import { atan } from "../core/math/atan.ts";

const A = 0.0962;
const B = 0.5769;
const RAD_TO_DEGREES = 180 / (4 * atan(1));

/** Places in the cells of a Hilbert cycle. */
const COUNT = 0;
const PLAIN = 1;
const WEIGHTED = 2;
const TRAILING = 3;
const LAST = 4;
const TURN = 7;
export const PERIOD = 8;
export const SMOOTH_PERIOD = 9;
const PREVIOUS_I2 = 10;
const PREVIOUS_Q2 = 11;
const REAL = 12;
const IMAGINARY = 13;
const ODD_3 = 14;
const EVEN_3 = 15;
const ODD_2 = 16;
const EVEN_2 = 17;
const TRANSFORMS = 18;
const TRANSFORM_CELLS = 10;
export const QUADRATURE = TRANSFORMS + 4 * TRANSFORM_CELLS;
export const IN_PHASE = QUADRATURE + 1;
export const SMOOTHED = QUADRATURE + 2;
export const HILBERT_CELLS = QUADRATURE + 3;

/** One of the four transforms: odd and even bars keep rings of three of their own. */
function transform(cells: Float64Array, rank: number, input: number, isEven: boolean): number {
  const base = TRANSFORMS + rank * TRANSFORM_CELLS;
  const ring = base + (isEven ? 3 : 0) + cells[TURN]!;
  const previous = base + 6 + (isEven ? 1 : 0);
  const previousInput = previous + 2;
  const scaled = A * input;
  let value = -cells[ring]!;
  cells[ring] = scaled;
  value += scaled;
  value -= cells[previous]!;
  cells[previous] = B * cells[previousInput]!;
  value += cells[previous]!;
  cells[previousInput] = input;
  return value * (0.075 * cells[PERIOD]! + 0.54);
}

/** Smooths the price over four bars, weights 4, 3, 2, 1. */
function smooth(cells: Float64Array, value: number, count: number): number {
  if (count < 3) {
    cells[PLAIN]! += value;
    cells[WEIGHTED]! += value * (count + 1);
  } else {
    cells[PLAIN] = cells[PLAIN]! + value - cells[TRAILING]!;
    cells[WEIGHTED]! += value * 4;
    cells[TRAILING] = cells[LAST]!;
    cells[SMOOTHED] = cells[WEIGHTED]! * 0.1;
    cells[WEIGHTED]! -= cells[PLAIN]!;
  }
  cells[LAST] = cells[LAST + 1]!;
  cells[LAST + 1] = cells[LAST + 2]!;
  cells[LAST + 2] = value;
  return cells[SMOOTHED]!;
}

/**
 * Adds a price to Ehlers' Hilbert transform as TA-Lib computes it, and returns how many prices came before. The transform
 * itself begins after `skip` prices.
 */
export function pushHilbert(cells: Float64Array, value: number, skip: number): number {
  const count = cells[COUNT]!;
  cells[COUNT] = count + 1;
  const smoothed = smooth(cells, value, count);
  if (count < skip) return count;
  const isEven = count % 2 === 0;
  const detrender = transform(cells, 0, smoothed, isEven);
  const q1 = transform(cells, 1, detrender, isEven);
  const i1 = cells[isEven ? EVEN_3 : ODD_3]!;
  const jI = transform(cells, 2, i1, isEven);
  const jQ = transform(cells, 3, q1, isEven);
  if (isEven) {
    cells[TURN] = cells[TURN] === 2 ? 0 : cells[TURN]! + 1;
    cells[ODD_3] = cells[ODD_2]!;
    cells[ODD_2] = detrender;
  } else {
    cells[EVEN_3] = cells[EVEN_2]!;
    cells[EVEN_2] = detrender;
  }
  cells[QUADRATURE] = q1;
  cells[IN_PHASE] = i1;
  updatePeriod(cells, 0.2 * (i1 - jQ) + 0.8 * cells[PREVIOUS_I2]!, 0.2 * (q1 + jI) + 0.8 * cells[PREVIOUS_Q2]!);
  return count;
}

function updatePeriod(cells: Float64Array, i2: number, q2: number): void {
  const real = 0.2 * (i2 * cells[PREVIOUS_I2]! + q2 * cells[PREVIOUS_Q2]!) + 0.8 * cells[REAL]!;
  const imaginary = 0.2 * (i2 * cells[PREVIOUS_Q2]! - q2 * cells[PREVIOUS_I2]!) + 0.8 * cells[IMAGINARY]!;
  cells[PREVIOUS_Q2] = q2;
  cells[PREVIOUS_I2] = i2;
  cells[REAL] = real;
  cells[IMAGINARY] = imaginary;
  const before = cells[PERIOD]!;
  let period = before;
  if (imaginary !== 0 && real !== 0) period = 360 / (atan(imaginary / real) * RAD_TO_DEGREES);
  if (period > 1.5 * before) period = 1.5 * before;
  if (period < 0.67 * before) period = 0.67 * before;
  if (period < 6) period = 6;
  else if (period > 50) period = 50;
  cells[PERIOD] = 0.2 * period + 0.8 * before;
  cells[SMOOTH_PERIOD] = 0.33 * cells[PERIOD]! + 0.67 * cells[SMOOTH_PERIOD]!;
}

/** Bars until the cycle's start is forgotten; its feedback is not linear, so this is measured, not derived. */
export const HILBERT_SETTLE = 400;

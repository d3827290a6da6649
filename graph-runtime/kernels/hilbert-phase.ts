import { atan } from "../core/math/atan.ts";
import { cos } from "../core/math/cos.ts";
import { sin } from "../core/math/sin.ts";
import { HILBERT_CELLS, pushHilbert, SMOOTH_PERIOD, SMOOTHED } from "./hilbert.ts";

const QUARTER_PI = atan(1);
const RAD_TO_DEGREES = 45 / QUARTER_PI;
export const DEGREES_TO_RAD = 1 / RAD_TO_DEGREES;
const FULL_TURN = QUARTER_PI * 8;
const RING = 50;

/** Prices before the transform begins, and before the phase can be trusted (TA-Lib). */
const SKIP = 37;
export const PHASE_LOOKBACK = 63;

/** Places in the cells of a cycle's phase, after those of the transform. */
export const PHASE = HILBERT_CELLS;
const HEAD = HILBERT_CELLS + 1;
const RING_START = HILBERT_CELLS + 2;
export const PHASE_CELLS = RING_START + RING;

/** Adds a price, updates the phase in degrees, and returns how many prices came before. */
export function pushPhase(cells: Float64Array, value: number): number {
  const count = pushHilbert(cells, value, SKIP);
  if (count < SKIP) return count;
  const head = cells[HEAD]! | 0;
  cells[RING_START + head] = cells[SMOOTHED]!;
  cells[HEAD] = head + 1 === RING ? 0 : head + 1;
  const smoothPeriod = cells[SMOOTH_PERIOD]!;
  const period = Math.floor(smoothPeriod + 0.5);
  let real = 0;
  let imaginary = 0;
  let at = head;
  for (let i = 0; i < period; i++) {
    const angle = (i * FULL_TURN) / period;
    const price = cells[RING_START + at]!;
    real += sin(angle) * price;
    imaginary += cos(angle) * price;
    at = at === 0 ? RING - 1 : at - 1;
  }
  let phase = cells[PHASE]!;
  if (Math.abs(imaginary) > 0) phase = atan(real / imaginary) * RAD_TO_DEGREES;
  else if (real < 0) phase -= 90;
  else if (real > 0) phase += 90;
  phase += 90;
  phase += 360 / smoothPeriod;
  if (imaginary < 0) phase += 180;
  if (phase > 315) phase -= 360;
  cells[PHASE] = phase;
  return count;
}

import { isRingFull, pushRing, RING_HEAD, ringCells } from "./rolling-window.ts";
import type { Rolling, Step } from "./step.ts";

/** Places in the cells: what the sums are measured from, then the sums of distances and of their squares. */
const PIVOT = 0;
const SUM = 1;
const SQUARES = 2;
/** Distance of the mean from the pivot. */
const MEAN = 3;
const HEAD = 4;

/**
 * The population variance of the last `length` values. The sums are of distances from a pivot and are taken afresh each time
 * the ring comes round, so that neither the level of the series nor its length costs digits.
 */
export function rollingVariance(length: number): Rolling {
  return {
    cells: HEAD + ringCells(length),
    lookback: length - 1,
    settle: 0,
    start: (cells) => {
      const ring = cells.subarray(HEAD);
      return (value) => {
        if (ring[1] === 0) cells[PIVOT] = value;
        const gone = pushRing(ring, value);
        if (!isRingFull(ring)) {
          const distance = value - cells[PIVOT]!;
          cells[SUM]! += distance;
          cells[SQUARES]! += distance * distance;
          return Number.NaN;
        }
        if (ring[0] === 0) recenter(cells, ring, length);
        else {
          const pivot = cells[PIVOT]!;
          const distance = value - pivot;
          const lost = gone - pivot;
          cells[SUM]! += distance - lost;
          cells[SQUARES]! += distance * distance - lost * lost;
        }
        const mean = cells[SUM]! / length;
        cells[MEAN] = mean;
        return Math.max(0, cells[SQUARES]! / length - mean * mean);
      };
    },
  };
}

/**
 * Returns the kernel of variance and mean over stretches of known values, the same as pushing one after another. `mean` is known
 * where `out` is.
 */
export function varianceKernel(
  cells: Float64Array,
  length: number,
  { source, out, mean }: { readonly source: Float64Array; readonly out: Float64Array; readonly mean: Float64Array },
): (from: number, to: number) => void {
  const work = {
    cells,
    ring: cells.subarray(HEAD),
    length,
    source,
    out,
    mean,
    step: rollingVariance(length).start(cells),
  };
  return (from, to) => varyStretch(work, from, to);
}

type Work = {
  readonly cells: Float64Array;
  readonly ring: Float64Array;
  readonly length: number;
  readonly source: Float64Array;
  readonly out: Float64Array;
  readonly mean: Float64Array;
  readonly step: Step;
};

/** A function of its own, whose columns are its own variables: a loop in a closure is slower for every lane but the first of a process. */
function varyStretch({ cells, ring, length, source, out, mean, step }: Work, from: number, to: number): void {
  let i = from;
  // a live run comes bar by bar, past the ways in and out of the loops
  if (to === from + 1) {
    const found = step(source[from]!);
    out[from] = found;
    mean[from] = Number.isNaN(found) ? Number.NaN : varianceMean(cells);
    return;
  }
  // while it fills, and where it comes round
  for (; i < to && !isRingFull(ring); i++) {
    out[i] = step(source[i]!);
    mean[i] = isRingFull(ring) ? varianceMean(cells) : Number.NaN;
  }
  while (i < to) {
    let at = ring[0]! | 0;
    const pivot = cells[PIVOT]!;
    let sum = cells[SUM]!;
    let squares = cells[SQUARES]!;
    // the value at the last place of the ring takes the sums afresh
    const stop = Math.min(to, i + length - 1 - at);
    const start = i;
    for (; i < stop; i++) {
      const x = source[i]!;
      const distance = x - pivot;
      const lost = ring[RING_HEAD + at]! - pivot;
      ring[RING_HEAD + at] = x;
      at++;
      sum += distance - lost;
      squares += distance * distance - lost * lost;
      const center = sum / length;
      mean[i] = pivot + center;
      out[i] = Math.max(0, squares / length - center * center);
    }
    if (i > start) {
      ring[0] = at;
      cells[SUM] = sum;
      cells[SQUARES] = squares;
      cells[MEAN] = sum / length;
    }
    if (i === to) return;
    out[i] = step(source[i]!);
    mean[i] = varianceMean(cells);
    i++;
  }
}

function recenter(cells: Float64Array, ring: Float64Array, length: number): void {
  let total = 0;
  for (let k = 0; k < length; k++) total += ring[RING_HEAD + k]!;
  const pivot = total / length;
  let sum = 0;
  let squares = 0;
  for (let k = 0; k < length; k++) {
    const distance = ring[RING_HEAD + k]! - pivot;
    sum += distance;
    squares += distance * distance;
  }
  cells[PIVOT] = pivot;
  cells[SUM] = sum;
  cells[SQUARES] = squares;
}

/** Variances below this are rounding noise. */
export const NOTHING = 1e-14;

/** Returns the mean of the window from a full variance's cells. */
export function varianceMean(cells: Float64Array): number {
  return cells[PIVOT]! + cells[MEAN]!;
}

/** The population standard deviation of the last `length` values; what is below rounding noise counts as zero. */
export function rollingDeviation(length: number): Rolling {
  const variance = rollingVariance(length);
  return {
    ...variance,
    start: (cells) => {
      const step = variance.start(cells);
      return (value) => {
        const found = step(value);
        return Number.isNaN(found) ? found : found < NOTHING ? 0 : Math.sqrt(found);
      };
    },
  };
}

import type { Rolling } from "./step.ts";

/** A ring of the last values in `cells`: place of the oldest, count, then the values. */
export const RING_HEAD = 2;
export const ringCells = (length: number): number => RING_HEAD + length;

/** Puts a value in the ring and returns the one that falls out, or unknown while it fills. */
export function pushRing(cells: Float64Array, value: number): number {
  const length = cells.length - RING_HEAD;
  const at = cells[0]! | 0;
  const isFull = cells[1] === length;
  const gone = isFull ? cells[RING_HEAD + at]! : Number.NaN;
  if (!isFull) cells[1]!++;
  cells[RING_HEAD + at] = value;
  cells[0] = at + 1 === length ? 0 : at + 1;
  return gone;
}

/** True when the ring holds as many values as it can. */
export const isRingFull = (cells: Float64Array): boolean => cells[1] === cells.length - RING_HEAD;

/** Returns the value pushed `ago` pushes before the last one. */
export function ringValue(cells: Float64Array, ago: number): number {
  const length = cells.length - RING_HEAD;
  let at = (cells[0]! | 0) - 1 - ago;
  if (at < 0) at += length;
  return cells[RING_HEAD + at]!;
}

/** A function of the current value and the one `bars` values ago. */
export function rollingChange(bars: number, change: (now: number, before: number) => number): Rolling {
  return {
    cells: ringCells(bars),
    lookback: bars,
    settle: 0,
    start: (cells) => (value) => {
      const before = pushRing(cells, value);
      return Number.isNaN(before) ? before : change(value, before);
    },
  };
}

/** Cells of a running sum: the sum, the place of the oldest value, how many there are, then the values. */
const SUM_HEAD = 3;

/** Adds a value to a running sum; the oldest leaves before the new one enters, as in TA-Lib. */
function pushSum(cells: Float64Array, length: number, value: number): number {
  const at = cells[1]! | 0;
  const count = cells[2]!;
  const isFull = count === length;
  const sum = (isFull ? cells[0]! - cells[SUM_HEAD + at]! : cells[0]!) + value;
  cells[0] = sum;
  cells[SUM_HEAD + at] = value;
  cells[1] = at + 1 === length ? 0 : at + 1;
  if (isFull) return sum;
  cells[2] = count + 1;
  return count + 1 === length ? sum : Number.NaN;
}

/** Adds a value and returns the mean of the last `length`, unknown until there are so many. */
export function pushMean(cells: Float64Array, length: number, value: number): number {
  const at = cells[1]! | 0;
  // what leaves a window that is not full yet is one of its zeros
  const sum = cells[0]! - cells[SUM_HEAD + at]! + value;
  cells[0] = sum;
  cells[1] = at + 1 === length ? 0 : at + 1;
  cells[SUM_HEAD + at] = value;
  if (cells[2]! < length) {
    cells[2]!++;
    if (cells[2]! < length) return Number.NaN;
  }
  return sum / length;
}

/** As pushSum over a stretch at once, each sum divided by `divisor`. */
function sumKernel(cells: Float64Array, length: number, columns: Columns): (from: number, to: number) => void {
  const sums = { ...columns, cells, length };
  return (from, to) => sumStretch(sums, from, to);
}

/** A function of its own, whose columns are its own variables: a loop in a closure is slower for every lane but the first of a process. */
function sumStretch(sums: Sums, from: number, to: number): void {
  const { cells, length, source, out, divisor } = sums;
  let sum = cells[0]!;
  let at = cells[1]! | 0;
  let count = cells[2]! | 0;
  let i = from;
  for (; i < to && count < length; i++) {
    const x = source[i]!;
    sum += x;
    cells[SUM_HEAD + at] = x;
    at = at + 1 === length ? 0 : at + 1;
    count++;
    out[i] = count === length ? sum / divisor : Number.NaN;
  }
  if (to - i > 2 * length && source !== out) {
    cells[0] = sum;
    cells[1] = at;
    sum = slide(sums, i, to);
    at = (at + to - i) % length;
    for (let bar = to - length, place = at; bar < to; bar++) {
      cells[SUM_HEAD + place] = source[bar]!;
      place = place + 1 === length ? 0 : place + 1;
    }
    i = to;
  }
  for (; i < to; i++) {
    const x = source[i]!;
    sum = sum - cells[SUM_HEAD + at]! + x;
    cells[SUM_HEAD + at] = x;
    at = at + 1 === length ? 0 : at + 1;
    out[i] = sum / divisor;
  }
  cells[0] = sum;
  cells[1] = at;
  cells[2] = count;
}

/** Over more bars than the window is long: what leaves it is read where it stands, and the caller fills the ring once. */
function slide({ cells, length, source, out, divisor }: Sums, from: number, to: number): number {
  let sum = cells[0]!;
  let place = cells[1]! | 0;
  const rest = from + length;
  for (let i = from; i < rest; i++) {
    sum = sum - cells[SUM_HEAD + place]! + source[i]!;
    place = place + 1 === length ? 0 : place + 1;
    out[i] = sum / divisor;
  }
  let i = rest;
  // two bars in turn, as a loop looks its columns up anew in every round
  for (; i + 1 < to; i += 2) {
    const first = sum - source[i - length]! + source[i]!;
    sum = first - source[i + 1 - length]! + source[i + 1]!;
    out[i] = first / divisor;
    out[i + 1] = sum / divisor;
  }
  if (i < to) {
    sum = sum - source[i - length]! + source[i]!;
    out[i] = sum / divisor;
  }
  return sum;
}

type Sums = Columns & { readonly cells: Float64Array; readonly length: number };
type Columns = { readonly source: Float64Array; readonly out: Float64Array; readonly divisor: number };

/** The sum of the last `length` values. */
export function rollingSum(length: number): Rolling {
  return {
    cells: SUM_HEAD + length,
    lookback: length - 1,
    settle: 0,
    start: (cells) => (value) => pushSum(cells, length, value),
    kernel: (cells, source, out) => sumKernel(cells, length, { source, out, divisor: 1 }),
  };
}

/** The mean of the last `length` values. */
export function rollingMean(length: number): Rolling {
  return {
    cells: SUM_HEAD + length,
    lookback: length - 1,
    settle: 0,
    plain: length,
    start: (cells) => (value) => pushMean(cells, length, value),
    kernel: (cells, source, out) => sumKernel(cells, length, { source, out, divisor: length }),
  };
}

/** A function of the whole window, oldest first; `read(ago)` gives the value `ago` values before the last. */
export function rollingView(length: number, view: (read: (ago: number) => number) => number): Rolling {
  return {
    cells: ringCells(length),
    lookback: length - 1,
    settle: 0,
    start: (cells) => {
      const read = (ago: number): number => ringValue(cells, ago);
      return (value) => {
        pushRing(cells, value);
        return isRingFull(cells) ? view(read) : Number.NaN;
      };
    },
  };
}

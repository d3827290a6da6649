import { settleBars } from "./settle.ts";
import type { Rolling } from "./step.ts";

/** The exponential average, seeded with the simple average of the first `length` values (TA-Lib). */
export function rollingEma(length: number, factor = 2 / (length + 1)): Rolling {
  return {
    cells: 2,
    lookback: length - 1,
    settle: settleBars(1 - factor),
    exponential: { length, factor },
    start: (cells) => (value) => {
      let mean = cells[1]!;
      if (cells[0] === length) {
        mean = (value - mean) * factor + mean;
        cells[1] = mean;
        return mean;
      }
      mean += value;
      cells[0]!++;
      if (cells[0] === length) mean /= length;
      cells[1] = mean;
      return cells[0] === length ? mean : Number.NaN;
    },
    kernel: (cells, source, out) => {
      const columns = { cells, source, out, length, factor };
      return (from, to) => averageStretch(columns, from, to);
    },
  };
}

type Columns = {
  readonly cells: Float64Array;
  readonly source: Float64Array;
  readonly out: Float64Array;
  readonly length: number;
  readonly factor: number;
};

/** A function of its own, whose columns are its own variables: a loop in a closure is slower for every lane but the first of a process. */
function averageStretch({ cells, source, out, length, factor }: Columns, from: number, to: number): void {
  let count = cells[0]!;
  let mean = cells[1]!;
  let i = from;
  for (; i < to && count < length; i++) {
    mean += source[i]!;
    count++;
    if (count === length) mean /= length;
    out[i] = count === length ? mean : Number.NaN;
  }
  for (; i < to; i++) {
    mean = (source[i]! - mean) * factor + mean;
    out[i] = mean;
  }
  cells[0] = count;
  cells[1] = mean;
}

/** Wilder's average: the mean of the first `length` values, then one part in `length` of each new one. */
export function rollingWilder(length: number): Rolling {
  return {
    cells: 2,
    lookback: length - 1,
    settle: settleBars((length - 1) / length),
    start: (cells) => (value) => {
      let mean = cells[1]!;
      if (cells[0] === length) mean = (mean * (length - 1) + value) / length;
      else {
        mean += value;
        cells[0]!++;
        if (cells[0] === length) mean /= length;
      }
      cells[1] = mean;
      return cells[0] === length ? mean : Number.NaN;
    },
  };
}

/** The exponential average that starts at the first value. */
export function rollingEmaFromFirst(length: number, factor = 2 / (length + 1)): Rolling {
  return {
    cells: 2,
    lookback: 0,
    settle: settleBars(1 - factor),
    start: (cells) => (value) => {
      const mean = cells[0] === 0 ? value : (value - cells[1]!) * factor + cells[1]!;
      cells[0] = 1;
      cells[1] = mean;
      return mean;
    },
  };
}

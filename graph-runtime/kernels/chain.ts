import type { Rolling, Step } from "./step.ts";

/** Feeds each result into the next computation; unknown results are held back. */
export function chain(...parts: readonly Rolling[]): Rolling {
  const total = (pick: (part: Rolling) => number): number => parts.reduce((sum, part) => sum + pick(part), 0);
  return {
    cells: total((part) => part.cells),
    lookback: total((part) => part.lookback),
    settle: total((part) => part.settle),
    start: (cells) => startAll(parts, cells).reduce(join),
  };
}

const join = (first: Step, second: Step): Step => {
  return (value) => {
    const between = first(value);
    return Number.isNaN(between) ? between : second(between);
  };
};

/** Starts several computations side by side on one stretch of cells. */
export function startAll(parts: readonly Rolling[], cells: Float64Array): Step[] {
  let offset = 0;
  return parts.map((part) => {
    const step = part.start(cells.subarray(offset, offset + part.cells));
    offset += part.cells;
    return step;
  });
}

/** Lets a computation begin `bars` values later. */
export function delay(part: Rolling, bars: number): Rolling {
  if (bars <= 0) return part;
  const { kernel, exponential } = part;
  return {
    cells: part.cells + 1,
    lookback: part.lookback + bars,
    settle: part.settle,
    start: (cells) => {
      const step = part.start(cells.subarray(1));
      return (value) => {
        if (cells[0]! < bars) {
          cells[0]!++;
          return Number.NaN;
        }
        return step(value);
      };
    },
    ...(exponential && { exponential }),
    ...(kernel && {
      kernel: (cells, source, out) => delayed(cells, bars, { out, kernel: kernel(cells.subarray(1), source, out) }),
    }),
  };
}

type Kernel = (from: number, to: number) => void;

function delayed(
  cells: Float64Array,
  bars: number,
  then: { readonly out: Float64Array; readonly kernel: Kernel },
): Kernel {
  return (from, to) => {
    let i = from;
    for (; i < to && cells[0]! < bars; i++) {
      cells[0]!++;
      then.out[i] = Number.NaN;
    }
    if (i < to) then.kernel(i, to);
  };
}

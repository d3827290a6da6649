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
  };
}

import { startAll } from "./chain.ts";
import type { Rolling } from "./step.ts";

/** Runs two computations on the same series and mixes their results on the bars where both are known. */
export function blend(first: Rolling, second: Rolling, mix: (first: number, second: number) => number): Rolling {
  return {
    cells: first.cells + second.cells,
    lookback: Math.max(first.lookback, second.lookback),
    settle: Math.max(first.settle, second.settle),
    start: (cells) => {
      const [one, two] = startAll([first, second], cells);
      return (value) => {
        const a = one!(value);
        const b = two!(value);
        return Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : mix(a, b);
      };
    },
  };
}

/** A function of each value by itself. */
export function rollingMap(change: (value: number) => number): Rolling {
  return { cells: 0, lookback: 0, settle: 0, start: () => change };
}

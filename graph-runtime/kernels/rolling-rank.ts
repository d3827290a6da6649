import { pushRing, ringCells, ringValue } from "./rolling-window.ts";
import type { Rolling } from "./step.ts";

/** Share (0 to 100) of the `length` values before this one that are below it. */
export function rollingPercentRank(length: number): Rolling {
  return {
    cells: ringCells(length),
    lookback: length,
    settle: 0,
    start: (cells) => (value) => {
      const isFull = cells[1] === length;
      let below = 0;
      if (isFull) for (let ago = 0; ago < length; ago++) if (ringValue(cells, ago) < value) below++;
      pushRing(cells, value);
      return isFull ? (100 * below) / length : Number.NaN;
    },
  };
}

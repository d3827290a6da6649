import { chain } from "./chain.ts";
import { isRingFull, pushRing, ringCells, rollingMean } from "./rolling-window.ts";
import type { Rolling } from "./step.ts";

/** The average whose weights rise by one from the oldest value to the newest. */
export function rollingWma(length: number): Rolling {
  const divisor = (length * (length + 1)) / 2;
  return {
    cells: 2 + ringCells(length),
    lookback: length - 1,
    settle: 0,
    start: (cells) => {
      const ring = cells.subarray(2);
      return (value) => {
        // plain sum, and sum with weights; both run along
        const isFull = isRingFull(ring);
        const gone = pushRing(ring, value);
        let plain = cells[0]!;
        let weighted = cells[1]!;
        if (isFull) {
          weighted -= plain;
          plain -= gone;
          weighted += value * length;
        } else weighted += value * ring[1]!;
        cells[0] = plain + value;
        cells[1] = weighted;
        return isRingFull(ring) ? weighted / divisor : Number.NaN;
      };
    },
  };
}

/** The triangular average: a simple average of a simple average, weights rising to the middle. */
export function rollingTrima(length: number): Rolling {
  const half = length >> 1;
  return length % 2 === 1
    ? chain(rollingMean(half + 1), rollingMean(half + 1))
    : chain(rollingMean(half), rollingMean(half + 1));
}

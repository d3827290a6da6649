import { isRingFull, pushRing, ringCells } from "./rolling-window.ts";
import { settleBars } from "./settle.ts";
import type { Rolling } from "./step.ts";

const SLOW = 2 / 31;
const FAST = 2 / 3;
const NOTHING = 1e-14;

/** Kaufman's adaptive average: its speed follows net movement over total movement. */
export function rollingKama(length: number, fast = FAST, slow = SLOW): Rolling {
  return {
    cells: 3 + ringCells(length + 1),
    lookback: length,
    settle: settleBars(1 - slow * slow),
    start: (cells) => {
      const ring = cells.subarray(3);
      return (value) => {
        const before = cells[0]!;
        const isFull = isRingFull(ring);
        const seen = ring[1]!;
        const gone = pushRing(ring, value);
        cells[0] = value;
        if (seen === 0) return Number.NaN;
        let path = cells[1]!;
        const oldest = ring[2 + ring[0]!]!;
        if (isFull) path -= Math.abs(gone - oldest);
        path += Math.abs(value - before);
        cells[1] = path;
        if (!isRingFull(ring)) return Number.NaN;
        const net = value - oldest;
        const efficiency = path <= net || Math.abs(path) < NOTHING ? 1 : Math.abs(net / path);
        const speed = efficiency * (fast - slow) + slow;
        const start = isFull ? cells[2]! : before;
        cells[2] = (value - start) * (speed * speed) + start;
        return cells[2]!;
      };
    },
  };
}

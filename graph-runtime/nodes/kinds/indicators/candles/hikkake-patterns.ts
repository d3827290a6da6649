import type { CandlePattern, CandleView } from "./candle-view.ts";

/** Places in the memory: the open signal, bars left to confirm it, and the levels that do. */
const SIGNAL = 0;
const LEFT = 1;
const HIGH = 2;
const LOW = 3;

/** Returns a new trap (100 or -100), its confirmation within three bars (200 or -200), or 0. */
function followTrap(bars: CandleView, memory: Float64Array, trap: number): number {
  if (trap !== 0) {
    memory[SIGNAL] = trap;
    memory[LEFT] = 3;
    memory[HIGH] = bars.high(1);
    memory[LOW] = bars.low(1);
    return trap;
  }
  if (memory[LEFT]! <= 0) return 0;
  memory[LEFT]!--;
  const signal = memory[SIGNAL]!;
  const isConfirmed = signal > 0 ? bars.close(0) > memory[HIGH]! : bars.close(0) < memory[LOW]!;
  if (!isConfirmed) return 0;
  memory[LEFT] = 0;
  return 2 * signal;
}

const isInside = (bars: CandleView, ago: number): boolean =>
  bars.high(ago) < bars.high(ago + 1) && bars.low(ago) > bars.low(ago + 1);

export const hikkakePatterns: readonly CandlePattern[] = [
  {
    id: "hikkake",
    title: "Hikkake",
    talib: "CDLHIKKAKE",
    lookback: 5,
    means: [],
    watches: 3,
    signal: (c, memory) => {
      let trap = 0;
      if (isInside(c, 1)) {
        if (c.high(0) < c.high(1) && c.low(0) < c.low(1)) trap = 100;
        else if (c.high(0) > c.high(1) && c.low(0) > c.low(1)) trap = -100;
      }
      return followTrap(c, memory, trap);
    },
  },
  {
    id: "modified-hikkake",
    title: "Modified hikkake",
    talib: "CDLHIKKAKEMOD",
    lookback: 10,
    means: [["Near", 2]],
    watches: 3,
    signal: (c, memory) => {
      let trap = 0;
      if (isInside(c, 2) && isInside(c, 1)) {
        const near = c.mean("Near", 2);
        const fallsBelow = c.high(0) < c.high(1) && c.low(0) < c.low(1);
        const risesAbove = c.high(0) > c.high(1) && c.low(0) > c.low(1);
        if (fallsBelow && c.close(2) <= c.low(2) + near) trap = 100;
        else if (risesAbove && c.close(2) >= c.high(2) - near) trap = -100;
      }
      return followTrap(c, memory, trap);
    },
  },
];

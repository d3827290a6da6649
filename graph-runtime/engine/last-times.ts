import type { Lane } from "./lane.ts";

/** Writes down, at the end of a block, when each lane last had a bar. */
export function rememberTimes(lanes: readonly Lane[], lastTime: Float64Array, count: number): void {
  for (let lane = 0; lane < lanes.length; lane++) {
    const { bars, first } = lanes[lane]!;
    for (let i = first + count - 1; i >= first; i--) {
      if (Number.isNaN(bars.close[i]!)) continue;
      lastTime[lane] = bars.time[i]!;
      break;
    }
  }
}

/** Returns the open time of the bar that a lane had before one of the block; NaN where there was none. */
export function previousTime({ bars: { time, close }, first }: Lane, lastTime: number, at: number): number {
  for (let i = first + at - 1; i >= first; i--) if (!Number.isNaN(close[i]!)) return time[i]!;
  return lastTime;
}

/** Returns the open time of a step: that of the first lane that has a bar. */
export function timeAt(lanes: readonly Lane[], at: number): number {
  for (const { bars, first } of lanes) if (!Number.isNaN(bars.close[first + at]!)) return bars.time[first + at]!;
  return 0;
}

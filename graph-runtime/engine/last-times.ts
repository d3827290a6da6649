import type { Lane } from "./lane.ts";

/** Writes down, at the end of a block, when each lane last had a bar. */
export function rememberTimes(lanes: readonly Lane[], lastTime: Float64Array, count: number): void {
  for (let lane = 0; lane < lanes.length; lane++) {
    const { time, close } = lanes[lane]!.market;
    for (let i = count - 1; i >= 0; i--) {
      if (Number.isNaN(close[i]!)) continue;
      lastTime[lane] = time[i]!;
      break;
    }
  }
}

/** Returns the open time of the bar that a lane had before one of the block; NaN where there was none. */
export function previousTime({ market: { time, close } }: Lane, lastTime: number, at: number): number {
  for (let i = at - 1; i >= 0; i--) if (!Number.isNaN(close[i]!)) return time[i]!;
  return lastTime;
}

/** Returns the open time of a step: that of the first lane that has a bar. */
export function timeAt(lanes: readonly Lane[], at: number): number {
  return lanes.find((lane) => !Number.isNaN(lane.market.close[at]!))?.market.time[at] ?? 0;
}

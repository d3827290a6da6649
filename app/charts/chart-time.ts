import type { UTCTimestamp } from "lightweight-charts";

/** Returns the chart's time (whole seconds) of epoch milliseconds. */
export function chartTime(epochMs: number): UTCTimestamp {
  return Math.floor(epochMs / 1000) as UTCTimestamp;
}

/** Whether the columns are daily or slower, so that a date says it all. */
export function isDaily(time: ArrayLike<number>): boolean {
  const first = time[0];
  const second = time[1];
  return first === undefined || second === undefined || second - first >= 20 * 3_600_000;
}

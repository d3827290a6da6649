import { z } from "zod";
import { DAY } from "../core/time.ts";
import { TIMEFRAME_LENGTHS } from "./timeframe-lengths.ts";

export const Timeframe = z.enum(["1m", "5m", "15m", "30m", "1h", "4h", "1d", "1w"]);
export type Timeframe = z.infer<typeof Timeframe>;

/** Returns the nominal length of one bar in milliseconds. */
export function timeframeMilliseconds(timeframe: Timeframe): number {
  return TIMEFRAME_LENGTHS[timeframe];
}

/** 1970-01-01 was a Thursday; weeks begin on Monday. */
const MONDAY_OFFSET = 3 * DAY;

/** Returns the open time of the bar of a timeframe that holds an instant (UTC days, weeks from Monday). */
export function bucketStart(timeframe: Timeframe, time: number): number {
  const length = timeframeMilliseconds(timeframe);
  const shift = timeframe === "1w" ? MONDAY_OFFSET : 0;
  return Math.floor((time + shift) / length) * length - shift;
}

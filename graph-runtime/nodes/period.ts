import { civilFromDays } from "../core/time.ts";
import { localDay } from "../kernels/local-time.ts";

export const PERIODS = ["day", "week", "month"] as const;
export type Period = (typeof PERIODS)[number];

/** Returns a number that changes with each local day, week (from Monday) or month. */
export function periodNumber(period: Period, time: number, offset: number): number {
  const day = localDay(time, offset);
  if (period === "day") return day;
  // day 4 since 1970 is a Monday
  if (period === "week") return Math.floor((day - 4) / 7);
  const { year, month } = civilFromDays(day);
  return year * 12 + month;
}

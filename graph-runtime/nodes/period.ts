import { civilFromDays, DAY } from "../core/time.ts";

export const PERIODS = ["day", "week", "month"] as const;
export type Period = (typeof PERIODS)[number];

/** Returns a number that changes with each day, week (from Monday) or month of a local clock. */
export function periodNumber(period: Period, localTime: number): number {
  const day = Math.floor(localTime / DAY);
  if (period === "day") return day;
  // day 4 since 1970 is a Monday
  if (period === "week") return Math.floor((day - 4) / 7);
  const { year, month } = civilFromDays(day);
  return year * 12 + month;
}

import { civilFromDays, DAY } from "../../core/time.ts";

export const rebalanceSchedules = ["never", "weekly", "monthly", "quarterly"] as const;
export type RebalanceSchedule = (typeof rebalanceSchedules)[number];

/** Returns whether a week, month or quarter (UTC) has begun between two instants, epoch milliseconds. */
export function beginsPeriod(schedule: RebalanceSchedule, before: number, now: number): boolean {
  return schedule !== "never" && periodOf(schedule, now) !== periodOf(schedule, before);
}

/** Returns whether some holding has left its share of the whole by more than the corridor, a fraction of it. */
export function strays(holdings: readonly number[], shares: readonly number[], corridor: number): boolean {
  const total = holdings.reduce((sum, held) => sum + held, 0);
  return total > 0 && holdings.some((held, member) => Math.abs(held / total - shares[member]!) > corridor);
}

function periodOf(schedule: Exclude<RebalanceSchedule, "never">, time: number): number {
  const days = Math.floor(time / DAY);
  // Weeks begin on Monday, and the epoch was a Thursday.
  if (schedule === "weekly") return Math.floor((days + 3) / 7);
  const { year, month } = civilFromDays(days);
  return schedule === "monthly" ? year * 12 + month : year * 4 + Math.floor((month - 1) / 3);
}

import type { StatisticValue } from "@/graph-runtime/analytics/statistic-value.ts";

/** A statistic as the server sends it: its group and unit may be newer than this page. */
export type ShownStatistic = Omit<StatisticValue, "group" | "unit" | "reason" | "marked"> & {
  readonly group: string;
  readonly unit: string;
  readonly reason?: string | undefined;
};

import type { StatisticValue } from "@/graph-runtime/analytics/statistic-value.ts";

/** The figures of the dock, by statistic id; ids that the runtime does not offer are left out. */
export const headlineIds = [
  "net-profit",
  "total-return",
  "cagr",
  "max-drawdown",
  "sharpe",
  "profit-factor",
  "win-rate",
  "trade-count",
];

export function headline(statistics: readonly StatisticValue[]): readonly StatisticValue[] {
  const byId = new Map(statistics.map((statistic) => [statistic.id, statistic]));
  return headlineIds.map((id) => byId.get(id)).filter((statistic) => statistic !== undefined);
}

import type { AnalysisContext } from "./analysis-context.ts";
import type { NotAvailable } from "./not-available.ts";

export type StatisticGroup = "performance" | "risk" | "benchmark" | "trades" | "activity" | "significance";

/**
 * How a value reads. `fraction` is shown as a percentage (0.1 is 10 %), `time` is epoch milliseconds UTC, `money` is in
 * the run's currency, `r` is a multiple of the initial risk.
 */
export type StatisticUnit = "fraction" | "ratio" | "money" | "count" | "bars" | "days" | "time" | "r";

export type Statistic = {
  readonly id: string;
  readonly label: string;
  readonly group: StatisticGroup;
  readonly unit: StatisticUnit;
  /** How the number is obtained, in words; shown beside it. */
  readonly definition: string;
  compute(context: AnalysisContext): number | NotAvailable;
  /** The same statistic with open trades counted at the last close; only where trades enter into it. */
  computeMarked?(context: AnalysisContext): number | NotAvailable;
};

export function defineStatistic<const S extends Statistic>(statistic: S): S {
  return statistic;
}

import type { Statistic, StatisticUnit } from "./define-statistic.ts";
import { type NotAvailable, notAvailable } from "./not-available.ts";
import type { TradeTotals } from "./trades/trade-totals.ts";

/** Defines a statistic of the trade list, which is given for closed trades alone and with the open ones marked. */
export function defineTradeStatistic(statistic: {
  readonly id: string;
  readonly label: string;
  readonly unit: StatisticUnit;
  readonly definition: string;
  /** Called with at least one trade. */
  compute(totals: TradeTotals): number | NotAvailable;
}): Statistic {
  const { id, label, unit, definition } = statistic;
  return {
    id,
    label,
    group: "trades",
    unit,
    definition,
    compute: ({ closedTotals }) =>
      closedTotals.count === 0 ? notAvailable("no trade was closed") : statistic.compute(closedTotals),
    computeMarked: ({ allTotals }) =>
      allTotals.count === 0 ? notAvailable("there was no trade") : statistic.compute(allTotals),
  };
}

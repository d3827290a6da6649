import { defineStatistic } from "../define-statistic.ts";
import { notAvailable } from "../not-available.ts";

export const netProfit = defineStatistic({
  id: "net-profit",
  label: "Net profit",
  group: "performance",
  unit: "money",
  definition:
    "Equity at the last bar's close less the capital at the start; open positions marked at the close, costs deducted.",
  compute({ result }) {
    const { equity, settings } = result;
    if (equity.length === 0) return notAvailable("the run has no bars");
    return (equity[equity.length - 1] as number) - settings.capital;
  },
});

import { defineTradeStatistic } from "../define-trade-statistic.ts";

export const averageMfe = defineTradeStatistic({
  id: "average-mfe",
  label: "Average favourable excursion",
  unit: "money",
  definition: "Mean over trades of the best open profit within the trade, before fees.",
  compute(totals) {
    return totals.favourable / totals.count;
  },
});

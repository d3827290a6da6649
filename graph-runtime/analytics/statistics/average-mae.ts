import { defineTradeStatistic } from "../define-trade-statistic.ts";

export const averageMae = defineTradeStatistic({
  id: "average-mae",
  label: "Average adverse excursion",
  unit: "money",
  definition: "Mean over trades of the worst open loss within the trade, before fees.",
  compute(totals) {
    return totals.adverse / totals.count;
  },
});

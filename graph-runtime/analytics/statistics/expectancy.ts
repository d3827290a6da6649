import { defineTradeStatistic } from "../define-trade-statistic.ts";

export const expectancy = defineTradeStatistic({
  id: "expectancy",
  label: "Expectancy",
  unit: "money",
  definition: "Mean net profit per trade.",
  compute(totals) {
    return totals.profit / totals.count;
  },
});

import { defineTradeStatistic } from "../define-trade-statistic.ts";

export const bestTrade = defineTradeStatistic({
  id: "best-trade",
  label: "Best trade",
  unit: "money",
  definition: "Largest net profit of a trade.",
  compute(totals) {
    return totals.best;
  },
});

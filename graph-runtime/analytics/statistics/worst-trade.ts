import { defineTradeStatistic } from "../define-trade-statistic.ts";

export const worstTrade = defineTradeStatistic({
  id: "worst-trade",
  label: "Worst trade",
  unit: "money",
  definition: "Smallest net profit of a trade.",
  compute(totals) {
    return totals.worst;
  },
});

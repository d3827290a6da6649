import { defineTradeStatistic } from "../define-trade-statistic.ts";

export const worstMae = defineTradeStatistic({
  id: "worst-mae",
  label: "Worst adverse excursion",
  unit: "money",
  definition: "The worst open loss within any trade, before fees.",
  compute(totals) {
    return totals.worstAdverse;
  },
});

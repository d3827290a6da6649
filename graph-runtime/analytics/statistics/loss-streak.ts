import { defineTradeStatistic } from "../define-trade-statistic.ts";

export const lossStreak = defineTradeStatistic({
  id: "loss-streak",
  label: "Longest losing streak",
  unit: "count",
  definition: "Most losing trades in a row, by entry.",
  compute(totals) {
    return totals.lossStreak;
  },
});

import { defineTradeStatistic } from "../define-trade-statistic.ts";

export const winStreak = defineTradeStatistic({
  id: "win-streak",
  label: "Longest winning streak",
  unit: "count",
  definition: "Most winning trades in a row, by entry.",
  compute(totals) {
    return totals.winStreak;
  },
});

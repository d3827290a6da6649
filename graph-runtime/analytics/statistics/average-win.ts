import { defineTradeStatistic } from "../define-trade-statistic.ts";
import { notAvailable } from "../not-available.ts";

export const averageWin = defineTradeStatistic({
  id: "average-win",
  label: "Average win",
  unit: "money",
  definition: "Mean net profit of the winning trades.",
  compute(totals) {
    return totals.wins === 0 ? notAvailable("no trade won") : totals.won / totals.wins;
  },
});

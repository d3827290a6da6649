import { defineTradeStatistic } from "../define-trade-statistic.ts";
import { notAvailable } from "../not-available.ts";

export const averageLoss = defineTradeStatistic({
  id: "average-loss",
  label: "Average loss",
  unit: "money",
  definition: "Mean net profit of the losing trades, a negative number.",
  compute(totals) {
    return totals.losses === 0 ? notAvailable("no trade lost") : -totals.lost / totals.losses;
  },
});

import { defineTradeStatistic } from "../define-trade-statistic.ts";
import { notAvailable } from "../not-available.ts";

export const payoff = defineTradeStatistic({
  id: "payoff",
  label: "Payoff ratio",
  unit: "ratio",
  definition: "Average win over the size of the average loss.",
  compute(totals) {
    if (totals.wins === 0) return notAvailable("no trade won");
    if (totals.losses === 0) return notAvailable("no trade lost");
    return totals.won / totals.wins / (totals.lost / totals.losses);
  },
});

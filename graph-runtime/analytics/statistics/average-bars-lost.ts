import { defineTradeStatistic } from "../define-trade-statistic.ts";
import { notAvailable } from "../not-available.ts";

export const averageBarsLost = defineTradeStatistic({
  id: "average-bars-lost",
  label: "Bars held, losers",
  unit: "bars",
  definition: "Mean number of bars from entry to exit of the losing trades.",
  compute(totals) {
    return totals.losses === 0 ? notAvailable("no trade lost") : totals.lossBars / totals.losses;
  },
});

import { defineTradeStatistic } from "../define-trade-statistic.ts";
import { notAvailable } from "../not-available.ts";

export const averageBarsWon = defineTradeStatistic({
  id: "average-bars-won",
  label: "Bars held, winners",
  unit: "bars",
  definition: "Mean number of bars from entry to exit of the winning trades.",
  compute(totals) {
    return totals.wins === 0 ? notAvailable("no trade won") : totals.winBars / totals.wins;
  },
});

import { defineTradeStatistic } from "../define-trade-statistic.ts";

export const averageBarsHeld = defineTradeStatistic({
  id: "average-bars-held",
  label: "Bars held",
  unit: "bars",
  definition: "Mean number of bars from entry to exit.",
  compute(totals) {
    return totals.bars / totals.count;
  },
});

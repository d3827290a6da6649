import { defineTradeStatistic } from "../define-trade-statistic.ts";

export const endTradeDrawdown = defineTradeStatistic({
  id: "end-trade-drawdown",
  label: "End-trade drawdown",
  unit: "money",
  definition: "Mean over trades of the best open profit less the profit at the exit, before fees: what is given back.",
  compute(totals) {
    return totals.endDrawdown / totals.count;
  },
});

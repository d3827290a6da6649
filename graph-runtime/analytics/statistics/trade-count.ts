import { defineTradeStatistic } from "../define-trade-statistic.ts";

export const tradeCount = defineTradeStatistic({
  id: "trade-count",
  label: "Trades",
  unit: "count",
  definition: "Number of trades, each from flat to flat unless another grouping is chosen.",
  compute(totals) {
    return totals.count;
  },
});

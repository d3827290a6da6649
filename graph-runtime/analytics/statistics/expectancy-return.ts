import { defineTradeStatistic } from "../define-trade-statistic.ts";

export const expectancyReturn = defineTradeStatistic({
  id: "expectancy-return",
  label: "Expectancy, per cent",
  unit: "fraction",
  definition: "Mean over trades of net profit over entry value.",
  compute(totals) {
    return totals.returnSum / totals.count;
  },
});

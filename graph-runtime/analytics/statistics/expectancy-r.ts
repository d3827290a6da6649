import { defineTradeStatistic } from "../define-trade-statistic.ts";
import { notAvailable } from "../not-available.ts";

export const expectancyR = defineTradeStatistic({
  id: "expectancy-r",
  label: "Expectancy, R",
  unit: "r",
  definition:
    "Mean over trades of net profit over initial risk, which is the distance from the entry price to the first protective stop times the quantity; only trades that had a stop.",
  compute(totals) {
    return totals.withRisk === 0 ? notAvailable("no trade had a protective stop") : totals.rSum / totals.withRisk;
  },
});

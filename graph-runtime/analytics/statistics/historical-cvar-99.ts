import { defineStatistic } from "../define-statistic.ts";
import { meanUpTo, quantileOf } from "../returns/quantile.ts";
import { whyNoReturns } from "../sample-guards.ts";

export const historicalCvar99 = defineStatistic({
  id: "historical-cvar-99",
  label: "Expected shortfall 99 %, historical",
  group: "risk",
  unit: "fraction",
  definition: "Mean of the session returns at or below the historical value at risk of 99 %.",
  compute(context) {
    const { sortedReturns } = context;
    return whyNoReturns(context) ?? meanUpTo(sortedReturns, quantileOf(sortedReturns, 0.01));
  },
});

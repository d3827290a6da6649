import { defineStatistic } from "../define-statistic.ts";
import { meanUpTo, quantileOf } from "../returns/quantile.ts";
import { whyNoReturns } from "../sample-guards.ts";

export const historicalCvar95 = defineStatistic({
  id: "historical-cvar-95",
  label: "Expected shortfall 95 %, historical",
  group: "risk",
  unit: "fraction",
  definition: "Mean of the session returns at or below the historical value at risk of 95 %.",
  compute(context) {
    const { sortedReturns } = context;
    return whyNoReturns(context) ?? meanUpTo(sortedReturns, quantileOf(sortedReturns, 0.05));
  },
});

import { defineStatistic } from "../define-statistic.ts";
import { notAvailable } from "../not-available.ts";
import { quantileOf } from "../returns/quantile.ts";
import { MINIMUM_DEVIATION, whyNoReturns } from "../sample-guards.ts";

export const tailRatio = defineStatistic({
  id: "tail-ratio",
  label: "Tail ratio",
  group: "risk",
  unit: "ratio",
  definition: "Size of the 95th percentile of session returns over the size of the 5th.",
  compute(context) {
    const why = whyNoReturns(context);
    if (why) return why;
    const low = Math.abs(quantileOf(context.sortedReturns, 0.05));
    if (low < MINIMUM_DEVIATION) return notAvailable("the 5th percentile of session returns is zero");
    return Math.abs(quantileOf(context.sortedReturns, 0.95)) / low;
  },
});

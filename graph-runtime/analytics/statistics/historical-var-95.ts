import { defineStatistic } from "../define-statistic.ts";
import { quantileOf } from "../returns/quantile.ts";
import { whyNoReturns } from "../sample-guards.ts";

export const historicalVar95 = defineStatistic({
  id: "historical-var-95",
  label: "Value at risk 95 %, historical",
  group: "risk",
  unit: "fraction",
  definition:
    "The session return that was undercut in 5 % of the sessions: the percentile of what happened, linear between neighbours.",
  compute(context) {
    return whyNoReturns(context) ?? quantileOf(context.sortedReturns, 0.05);
  },
});

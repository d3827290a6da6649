import { normalQuantile } from "../../core/math/normal.ts";
import { defineStatistic } from "../define-statistic.ts";
import { whyNoDeviation } from "../sample-guards.ts";

export const parametricVar99 = defineStatistic({
  id: "parametric-var-99",
  label: "Value at risk 99 %, parametric",
  group: "risk",
  unit: "fraction",
  definition:
    "The session return undercut with a probability of 1 % if returns were normal with the observed mean and deviation.",
  compute(context) {
    const { mean, deviation } = context.moments;
    return whyNoDeviation(context) ?? mean + normalQuantile(0.01) * deviation;
  },
});

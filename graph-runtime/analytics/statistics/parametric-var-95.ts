import { normalQuantile } from "../../core/math/normal.ts";
import { defineStatistic } from "../define-statistic.ts";
import { whyNoDeviation } from "../sample-guards.ts";

export const parametricVar95 = defineStatistic({
  id: "parametric-var-95",
  label: "Value at risk 95 %, parametric",
  group: "risk",
  unit: "fraction",
  definition:
    "The session return undercut with a probability of 5 % if returns were normal with the observed mean and deviation.",
  compute(context) {
    const { mean, deviation } = context.moments;
    return whyNoDeviation(context) ?? mean + normalQuantile(0.05) * deviation;
  },
});

import { defineStatistic } from "../define-statistic.ts";
import { whyNoDeviation } from "../sample-guards.ts";

export const kurtosis = defineStatistic({
  id: "kurtosis",
  label: "Kurtosis",
  group: "risk",
  unit: "ratio",
  definition: "Fourth standardised moment of session returns (divisor n), in full: 3 for a normal distribution.",
  compute(context) {
    return whyNoDeviation(context) ?? context.moments.kurtosis;
  },
});

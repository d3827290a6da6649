import { defineStatistic } from "../define-statistic.ts";
import { whyNoDeviation } from "../sample-guards.ts";

export const skew = defineStatistic({
  id: "skew",
  label: "Skew",
  group: "risk",
  unit: "ratio",
  definition: "Third standardised moment of session returns (divisor n): negative where the large moves are losses.",
  compute(context) {
    return whyNoDeviation(context) ?? context.moments.skew;
  },
});

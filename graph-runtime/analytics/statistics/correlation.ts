import { defineStatistic } from "../define-statistic.ts";
import { whyNoDeviation, withVaryingBenchmark } from "../sample-guards.ts";

export const correlation = defineStatistic({
  id: "correlation",
  label: "Correlation with the benchmark",
  group: "benchmark",
  unit: "ratio",
  definition: "Covariance of session returns with the benchmark's over the product of the two deviations.",
  compute(context) {
    const why = whyNoDeviation(context);
    if (why) return why;
    return withVaryingBenchmark(
      context,
      ({ covariance, moments }) => covariance / (moments.deviation * context.moments.deviation),
    );
  },
});

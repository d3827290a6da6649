import { defineStatistic } from "../define-statistic.ts";
import { withVaryingBenchmark } from "../sample-guards.ts";

export const beta = defineStatistic({
  id: "beta",
  label: "Beta",
  group: "benchmark",
  unit: "ratio",
  definition: "Covariance of session returns with the benchmark's over the variance of the benchmark's.",
  compute(context) {
    return withVaryingBenchmark(
      context,
      ({ covariance, moments }) => covariance / (moments.deviation * moments.deviation),
    );
  },
});

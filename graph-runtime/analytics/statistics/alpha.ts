import { defineStatistic } from "../define-statistic.ts";
import { withVaryingBenchmark } from "../sample-guards.ts";

export const alpha = defineStatistic({
  id: "alpha",
  label: "Alpha",
  group: "benchmark",
  unit: "fraction",
  definition:
    "Mean session return less what beta times the benchmark explains (both above the risk-free rate), times the sessions per year.",
  compute(context) {
    return withVaryingBenchmark(context, ({ covariance, moments }) => {
      const { riskFree, periodsPerYear, moments: own } = context;
      const slope = covariance / (moments.deviation * moments.deviation);
      return (own.mean - riskFree - slope * (moments.mean - riskFree)) * periodsPerYear;
    });
  },
});

import { defineStatistic } from "../define-statistic.ts";
import { withBenchmark } from "../sample-guards.ts";

export const trackingError = defineStatistic({
  id: "tracking-error",
  label: "Tracking error",
  group: "benchmark",
  unit: "fraction",
  definition:
    "Sample deviation of session returns less the benchmark's, times the square root of the sessions per year.",
  compute(context) {
    return withBenchmark(context, ({ active }) => active.deviation * Math.sqrt(context.periodsPerYear));
  },
});

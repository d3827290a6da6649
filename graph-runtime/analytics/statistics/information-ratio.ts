import { defineStatistic } from "../define-statistic.ts";
import { notAvailable } from "../not-available.ts";
import { MINIMUM_DEVIATION, withBenchmark } from "../sample-guards.ts";

export const informationRatio = defineStatistic({
  id: "information-ratio",
  label: "Information ratio",
  group: "benchmark",
  unit: "ratio",
  definition:
    "Mean of session returns less the benchmark's over their sample deviation, times the square root of the sessions per year.",
  compute(context) {
    return withBenchmark(context, ({ active }) =>
      active.deviation < MINIMUM_DEVIATION
        ? notAvailable("the run does not differ from its benchmark")
        : (active.mean / active.deviation) * Math.sqrt(context.periodsPerYear),
    );
  },
});

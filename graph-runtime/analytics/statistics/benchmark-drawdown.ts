import { defineStatistic } from "../define-statistic.ts";
import { notAvailable } from "../not-available.ts";

export const benchmarkDrawdown = defineStatistic({
  id: "benchmark-drawdown",
  label: "Benchmark drawdown",
  group: "benchmark",
  unit: "fraction",
  definition: "Maximum drawdown of the benchmark, measured at every bar's close.",
  compute({ benchmark }) {
    return benchmark === null ? notAvailable("there is no benchmark for the whole run") : benchmark.deepestDrawdown();
  },
});

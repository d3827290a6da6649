import { defineStatistic } from "../define-statistic.ts";
import { notAvailable } from "../not-available.ts";

export const benchmarkDrawdown = defineStatistic({
  id: "benchmark-drawdown",
  label: "Benchmark drawdown",
  group: "benchmark",
  unit: "fraction",
  definition: "Maximum drawdown of the benchmark, measured at every bar's close.",
  compute({ benchmark }) {
    if (benchmark === null) return notAvailable("there is no benchmark for the whole run");
    let top = 0;
    let deepest = 0;
    for (const value of benchmark.equity) {
      if (value > top) top = value;
      const fall = 1 - value / top;
      if (fall > deepest) deepest = fall;
    }
    return deepest;
  },
});

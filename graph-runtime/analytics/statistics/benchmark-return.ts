import { defineStatistic } from "../define-statistic.ts";
import { notAvailable } from "../not-available.ts";

export const benchmarkReturn = defineStatistic({
  id: "benchmark-return",
  label: "Benchmark return",
  group: "benchmark",
  unit: "fraction",
  definition:
    "Return of the benchmark from the first bar's close to the last bar's; by default the traded instruments, bought evenly and held.",
  compute({ benchmark }) {
    if (benchmark === null) return notAvailable("there is no benchmark for the whole run");
    return benchmark.last / benchmark.first - 1;
  },
});

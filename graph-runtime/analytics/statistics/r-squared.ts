import { defineStatistic } from "../define-statistic.ts";
import { isAvailable } from "../not-available.ts";
import { correlation } from "./correlation.ts";

export const rSquared = defineStatistic({
  id: "r-squared",
  label: "R squared",
  group: "benchmark",
  unit: "ratio",
  definition:
    "Squared correlation of session returns with the benchmark's: the share of the variance that the benchmark explains.",
  compute(context) {
    const value = correlation.compute(context);
    return isAvailable(value) ? value * value : value;
  },
});

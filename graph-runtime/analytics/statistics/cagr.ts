import { pow } from "../../core/math/pow.ts";
import { defineStatistic } from "../define-statistic.ts";
import { notAvailable } from "../not-available.ts";
import { MINIMUM_SAMPLES } from "../sample-guards.ts";

export const cagr = defineStatistic({
  id: "cagr",
  label: "CAGR",
  group: "performance",
  unit: "fraction",
  definition:
    "Compound annual growth: (last equity / capital) to the power of (365.25 days / days from the first to the last bar), less 1.",
  compute(context) {
    const { result, elapsedDays, returns } = context;
    const last = result.equity[result.equity.length - 1] ?? 0;
    if (returns.length < MINIMUM_SAMPLES) {
      return notAvailable(`the run has only ${returns.length} session returns, too short a time to project to a year`);
    }
    if (last < 0)
      return notAvailable("more than the capital was lost, and a growth rate of a negative sum does not exist");
    return pow(last / result.settings.capital, 365.25 / elapsedDays) - 1;
  },
});

import { defineStatistic } from "../define-statistic.ts";
import { whyNoReturns } from "../sample-guards.ts";

export const volatility = defineStatistic({
  id: "volatility",
  label: "Volatility",
  group: "risk",
  unit: "fraction",
  definition:
    "Sample deviation (n - 1) of session returns times the square root of the sessions per year of the calendar in use (252 for exchanges, 365 round the clock).",
  compute(context) {
    return whyNoReturns(context) ?? context.moments.deviation * Math.sqrt(context.periodsPerYear);
  },
});

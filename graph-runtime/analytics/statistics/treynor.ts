import { defineStatistic } from "../define-statistic.ts";
import { isAvailable, notAvailable } from "../not-available.ts";
import { beta } from "./beta.ts";

export const treynor = defineStatistic({
  id: "treynor",
  label: "Treynor ratio",
  group: "benchmark",
  unit: "fraction",
  definition: "Mean session return less the risk-free rate, times the sessions per year, over beta.",
  compute(context) {
    const slope = beta.compute(context);
    if (!isAvailable(slope)) return slope;
    if (Math.abs(slope) < 1e-6) return notAvailable("beta is zero");
    return ((context.moments.mean - context.riskFree) * context.periodsPerYear) / slope;
  },
});

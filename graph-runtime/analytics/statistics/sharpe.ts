import { defineStatistic } from "../define-statistic.ts";
import { whyNoDeviation } from "../sample-guards.ts";

export const sharpe = defineStatistic({
  id: "sharpe",
  label: "Sharpe ratio",
  group: "risk",
  unit: "ratio",
  definition:
    "Mean of session returns less the risk-free rate, over their sample deviation (n - 1), times the square root of the sessions per year.",
  compute(context) {
    const { moments, riskFree, periodsPerYear } = context;
    return whyNoDeviation(context) ?? ((moments.mean - riskFree) / moments.deviation) * Math.sqrt(periodsPerYear);
  },
});

import { defineStatistic } from "../define-statistic.ts";
import { notAvailable } from "../not-available.ts";
import { MINIMUM_DEVIATION, whyNoReturns } from "../sample-guards.ts";

export const sortino = defineStatistic({
  id: "sortino",
  label: "Sortino ratio",
  group: "risk",
  unit: "ratio",
  definition:
    "Mean of session returns less the least acceptable return, annualised, over the annualised downside deviation: the root of the mean over all sessions of the squared shortfalls.",
  compute(context) {
    const why = whyNoReturns(context);
    if (why) return why;
    const { returns, moments, minimumReturn, periodsPerYear } = context;
    let squares = 0;
    for (const value of returns) {
      const shortfall = Math.min(value - minimumReturn, 0);
      squares += shortfall * shortfall;
    }
    const downside = Math.sqrt(squares / returns.length);
    if (downside < MINIMUM_DEVIATION) return notAvailable("no session fell short of the least acceptable return");
    return ((moments.mean - minimumReturn) * periodsPerYear) / (downside * Math.sqrt(periodsPerYear));
  },
});

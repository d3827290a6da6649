import { defineStatistic } from "../define-statistic.ts";
import { notAvailable } from "../not-available.ts";
import { MINIMUM_DEVIATION, whyNoReturns } from "../sample-guards.ts";

export const omega = defineStatistic({
  id: "omega",
  label: "Omega ratio",
  group: "risk",
  unit: "ratio",
  definition: "Sum of session returns above the least acceptable return over the sum of those below it.",
  compute(context) {
    const why = whyNoReturns(context);
    if (why) return why;
    let above = 0;
    let below = 0;
    for (const value of context.returns) {
      const excess = value - context.minimumReturn;
      if (excess > 0) above += excess;
      else below -= excess;
    }
    return below < MINIMUM_DEVIATION
      ? notAvailable("no session fell short of the least acceptable return")
      : above / below;
  },
});

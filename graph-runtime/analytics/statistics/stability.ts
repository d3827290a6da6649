import { log } from "../../core/math/log.ts";
import { defineStatistic } from "../define-statistic.ts";
import { notAvailable } from "../not-available.ts";
import { MINIMUM_DEVIATION, whyNoReturns } from "../sample-guards.ts";

export const stability = defineStatistic({
  id: "stability",
  label: "Stability",
  group: "risk",
  unit: "ratio",
  definition:
    "R squared of a straight line through the cumulative logarithmic session returns: 1 is steady growth (or decline), 0 is none.",
  compute(context) {
    const why = whyNoReturns(context);
    if (why) return why;
    const logs = context.sessionEquity.subarray(1).map((equity) => log(equity));
    const count = logs.length;
    const middle = (count - 1) / 2;
    let mean = 0;
    for (const value of logs) mean += value;
    mean /= count;
    let products = 0;
    let squares = 0;
    let total = 0;
    for (let i = 0; i < count; i++) {
      const x = i - middle;
      const y = (logs[i] as number) - mean;
      products += x * y;
      squares += x * x;
      total += y * y;
    }
    if (total < MINIMUM_DEVIATION) return notAvailable("equity did not move");
    return (products * products) / (squares * total);
  },
});

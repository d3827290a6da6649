import { isAvailable } from "../not-available.ts";
import { benchmarkDrawdown } from "../statistics/benchmark-drawdown.ts";
import { benchmarkReturn } from "../statistics/benchmark-return.ts";
import { totalReturn } from "../statistics/total-return.ts";
import { defineCheck, percent } from "./define-check.ts";

/** Less return than holding, without less risk. */
export const worseThanBenchmark = defineCheck({
  id: "worse-than-benchmark",
  title: "Worse than the benchmark",
  run(context) {
    const own = totalReturn.compute(context);
    const other = benchmarkReturn.compute(context);
    if (!isAvailable(own) || !isAvailable(other) || own >= other) return null;
    const fall = benchmarkDrawdown.compute(context);
    const isCalmer = isAvailable(fall) && context.drawdown.deepest < 0.67 * fall;
    return {
      severity: isCalmer ? "info" : "warning",
      message: `The run returned ${percent(own)}, the benchmark ${percent(other)}${isCalmer ? `, though with a drawdown of ${percent(context.drawdown.deepest)} against ${percent(fall)}` : ""}.`,
      suggestion: "Ask what the strategy adds to holding: less risk, another source of return, or nothing.",
      numbers: { return: own, benchmark: other, drawdown: context.drawdown.deepest },
    };
  },
});

import { isAvailable } from "../not-available.ts";
import { pValue } from "../statistics/p-value.ts";
import { defineCheck, percent } from "./define-check.ts";

/** A mean return that chance explains. */
export const notSignificant = defineCheck({
  id: "not-significant",
  title: "Returns are not significant",
  run(context) {
    const p = pValue.compute(context);
    if (!isAvailable(p) || p <= 0.05) return null;
    return {
      severity: p > 0.3 ? "serious" : "warning",
      message: `If the strategy had no edge, a mean return this far from zero would still turn up with a probability of ${percent(p)} (t-test over ${context.returns.length} sessions).`,
      suggestion: "Do not trust the result before it holds on more data, or on data that it was not built on.",
      numbers: { pValue: p, sessions: context.returns.length },
    };
  },
});

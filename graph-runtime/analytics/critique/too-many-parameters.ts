import { defineCheck, shown } from "./define-check.ts";

/** Ten trades for each free parameter is the least that can tell skill from fitting. */
export const tooManyParameters = defineCheck({
  id: "too-many-parameters",
  title: "Many parameters for the number of trades",
  run(context) {
    const { parameterCount } = context;
    const closed = context.trades.closedCount;
    if (parameterCount === null || parameterCount === 0 || closed === 0) return null;
    const perParameter = closed / parameterCount;
    if (perParameter >= 10) return null;
    return {
      severity: perParameter < 3 ? "serious" : "warning",
      message: `${parameterCount} free parameters were judged by ${closed} trades: ${shown(perParameter, 1)} for each.`,
      suggestion: "Fix the parameters that matter least, or test on more data.",
      numbers: { parameters: parameterCount, trades: closed, tradesPerParameter: perParameter },
    };
  },
});

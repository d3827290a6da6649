import { isAvailable } from "../not-available.ts";
import { netProfit } from "../statistics/net-profit.ts";
import { defineCheck, shown } from "./define-check.ts";

/** Bars in which the data cannot tell whether stop or target came first. */
export const ambiguousBarsMatter = defineCheck({
  id: "ambiguous-bars-matter",
  title: "Ambiguous bars matter",
  run(context) {
    const { result, oppositePathProfit } = context;
    const closed = context.trades.closedCount;
    const { ambiguousBars } = result;
    if (ambiguousBars === 0) return null;
    const profit = netProfit.compute(context);
    if (oppositePathProfit !== null && isAvailable(profit) && Math.sign(profit) !== Math.sign(oppositePathProfit)) {
      return {
        severity: "serious",
        message: `${ambiguousBars} bars can be read both ways, and the sign of the result depends on them: ${shown(profit)} as reported, ${shown(oppositePathProfit)} the other way.`,
        suggestion: "Test on finer bars, or set stop and target farther apart than a bar's usual range.",
        numbers: { ambiguousBars, profit, oppositeProfit: oppositePathProfit },
      };
    }
    const share = ambiguousBars / Math.max(1, closed);
    if (share < 0.05) return null;
    return {
      severity: "warning",
      message: `${ambiguousBars} bars contain both stop and target, or both entry and exit, against ${closed} closed trades.`,
      suggestion: "Test on finer bars, or set stop and target farther apart than a bar's usual range.",
      numbers: { ambiguousBars, trades: closed },
    };
  },
});

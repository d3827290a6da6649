import { defineCheck, percent, shown } from "./define-check.ts";

/** How much of the profit the best five trades made. */
export const profitFromFewTrades = defineCheck({
  id: "profit-from-few-trades",
  title: "Profit from few trades",
  run(context) {
    const { trades, closedTotals } = context;
    const count = trades.closedCount;
    if (count < 10 || closedTotals.profit <= 0) return null;
    const best = trades.columns.profit.slice(0, count).sort();
    let sum = 0;
    for (let i = best.length - 5; i < best.length; i++) sum += best[i] as number;
    const share = sum / closedTotals.profit;
    if (share < 0.5) return null;
    return {
      severity: share >= 1 && count >= 50 ? "serious" : "warning",
      message: `The best 5 of ${count} trades made ${percent(share)} of the net profit; without them ${shown(closedTotals.profit - sum)} would remain.`,
      suggestion: "Look at these trades one by one: would they happen again?",
      numbers: { trades: count, bestFive: sum, profit: closedTotals.profit, share },
    };
  },
});

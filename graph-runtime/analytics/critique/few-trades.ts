import { defineCheck } from "./define-check.ts";

/** Below thirty trades, every trade statistic is anecdote. */
export const fewTrades = defineCheck({
  id: "few-trades",
  title: "Few trades",
  run(context) {
    const count = context.trades.closedCount;
    if (count === 0 || count >= 30) return null;
    return {
      severity: "warning",
      message: `Only ${count} trades were closed. Win rate, payoff and expectancy of so few say little.`,
      suggestion: "Test on a longer period or on more instruments.",
      numbers: { trades: count },
    };
  },
});

import { defineCheck } from "./define-check.ts";

/** A backtest without closed trades shows nothing. */
export const noTrades = defineCheck({
  id: "no-trades",
  title: "No trade was closed",
  run(context) {
    const { trades, result } = context;
    if (trades.closedCount > 0) return null;
    const denied = result.orderLog.deniedRows().length;
    const open = trades.count;
    return {
      severity: "serious",
      message: `No trade was closed: ${open} were still open at the end, and ${denied} orders were denied.`,
      suggestion:
        denied > 0
          ? "Read the reasons of the denied orders: the size may be beyond the capital."
          : "Loosen the entry conditions, or test on more data.",
      numbers: { open, denied },
    };
  },
});

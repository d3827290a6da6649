import { defineCheck, shown } from "./define-check.ts";

/** Profit that is not yet made. */
export const openAtEnd = defineCheck({
  id: "open-at-end",
  title: "Trades still open",
  run(context) {
    const open = context.trades.count - context.trades.closedCount;
    if (open === 0) return null;
    const unrealised = context.allTotals.profit - context.closedTotals.profit;
    const total = context.allTotals.profit;
    const share = total === 0 ? 0 : Math.abs(unrealised / total);
    if (share < 0.25) return null;
    return {
      severity: "warning",
      message: `${open} trades were still open at the end. They carry ${shown(unrealised)} of a total of ${shown(total)}.`,
      suggestion: "Read the statistics both ways: closed trades only, and with the open ones marked at the last close.",
      numbers: { open, unrealised, total },
    };
  },
});

import { isAvailable } from "../not-available.ts";
import { fees } from "../statistics/fees.ts";
import { netProfit } from "../statistics/net-profit.ts";
import { defineCheck, percent, shown } from "./define-check.ts";

/** What fees leave of the profit. */
export const costsEatProfit = defineCheck({
  id: "costs-eat-profit",
  title: "Costs eat the profit",
  run(context) {
    const paid = fees.compute(context);
    const profit = netProfit.compute(context);
    if (!isAvailable(profit) || paid === 0) return null;
    const before = profit + paid;
    if (before <= 0) return null;
    const share = paid / before;
    if (share < 0.3) return null;
    return {
      severity: share >= 1 ? "serious" : "warning",
      message: `Fees of ${shown(paid)} took ${percent(share)} of the profit of ${shown(before)} before fees.`,
      suggestion: "Trade less often: a longer timeframe, a cooldown, or a stricter entry.",
      numbers: { fees: paid, profitBeforeFees: before, share },
    };
  },
});

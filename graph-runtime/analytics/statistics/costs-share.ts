import { defineStatistic } from "../define-statistic.ts";
import { isAvailable, notAvailable } from "../not-available.ts";
import { fees } from "./fees.ts";
import { netProfit } from "./net-profit.ts";

export const costsShare = defineStatistic({
  id: "costs-share",
  label: "Costs over gross profit",
  group: "activity",
  unit: "fraction",
  definition:
    "Fees over the profit before fees (net profit plus fees). Slippage is in the prices and not counted here.",
  compute(context) {
    const profit = netProfit.compute(context);
    const paid = fees.compute(context);
    if (!isAvailable(profit)) return profit;
    return profit + paid > 0 ? paid / (profit + paid) : notAvailable("there is no profit before fees");
  },
});

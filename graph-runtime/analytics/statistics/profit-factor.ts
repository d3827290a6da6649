import { defineTradeStatistic } from "../define-trade-statistic.ts";
import { notAvailable } from "../not-available.ts";

export const profitFactor = defineTradeStatistic({
  id: "profit-factor",
  label: "Profit factor",
  unit: "ratio",
  definition:
    "Sum of the profits of winning trades over the sum of the losses of losing trades, in money, net of fees.",
  compute(totals) {
    return totals.losses === 0 ? notAvailable("no trade lost") : totals.won / totals.lost;
  },
});

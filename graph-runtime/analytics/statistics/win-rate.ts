import { defineTradeStatistic } from "../define-trade-statistic.ts";

export const winRate = defineTradeStatistic({
  id: "win-rate",
  label: "Win rate",
  unit: "fraction",
  definition: "Trades with a profit above zero, net of fees, over all trades. A trade of exactly zero is not won.",
  compute(totals) {
    return totals.wins / totals.count;
  },
});

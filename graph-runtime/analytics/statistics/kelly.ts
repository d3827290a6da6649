import { defineTradeStatistic } from "../define-trade-statistic.ts";
import { notAvailable } from "../not-available.ts";

export const kelly = defineTradeStatistic({
  id: "kelly",
  label: "Kelly fraction",
  unit: "fraction",
  definition:
    "Win rate less (1 - win rate) over the payoff ratio: the stake that maximises growth if the trades repeated themselves.",
  compute(totals) {
    if (totals.wins === 0) return notAvailable("no trade won");
    if (totals.losses === 0) return notAvailable("no trade lost");
    const rate = totals.wins / totals.count;
    const ratio = totals.won / totals.wins / (totals.lost / totals.losses);
    return rate - (1 - rate) / ratio;
  },
});

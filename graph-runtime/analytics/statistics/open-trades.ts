import { defineStatistic } from "../define-statistic.ts";

export const openTrades = defineStatistic({
  id: "open-trades",
  label: "Open trades",
  group: "trades",
  unit: "count",
  definition:
    "Trades still open at the end of the run. They are listed apart; statistics are given without them and with them marked at the last close.",
  compute({ trades }) {
    return trades.count - trades.closedCount;
  },
});

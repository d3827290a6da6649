import { defineTradeStatistic } from "../define-trade-statistic.ts";
import { notAvailable } from "../not-available.ts";
import { MINIMUM_DEVIATION } from "../sample-guards.ts";

export const sqn = defineTradeStatistic({
  id: "sqn",
  label: "System quality number",
  unit: "ratio",
  definition: "Square root of the number of trades times mean net profit over its sample deviation.",
  compute(totals) {
    if (totals.count < 2) return notAvailable("there is only one trade");
    if (totals.deviation < MINIMUM_DEVIATION) return notAvailable("all trades have the same profit");
    return (Math.sqrt(totals.count) * (totals.profit / totals.count)) / totals.deviation;
  },
});

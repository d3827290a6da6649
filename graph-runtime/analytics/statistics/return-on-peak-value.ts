import { defineStatistic } from "../define-statistic.ts";
import { isAvailable, notAvailable } from "../not-available.ts";
import { netProfit } from "./net-profit.ts";

export const returnOnPeakValue = defineStatistic({
  id: "return-on-peak-value",
  label: "Return on peak position value",
  group: "activity",
  unit: "fraction",
  definition: "Net profit over the largest size of the positions' value at any bar's close.",
  compute(context) {
    const profit = netProfit.compute(context);
    if (!isAvailable(profit)) return profit;
    return context.exposure.peakValue === 0
      ? notAvailable("no position was held at any close")
      : profit / context.exposure.peakValue;
  },
});

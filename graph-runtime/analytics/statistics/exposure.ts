import { defineStatistic } from "../define-statistic.ts";
import { notAvailable } from "../not-available.ts";

export const exposure = defineStatistic({
  id: "exposure",
  label: "Time in the market",
  group: "activity",
  unit: "fraction",
  definition: "Bars at whose close a position was held, over all bars.",
  compute({ result, exposure }) {
    return result.exposure.length === 0
      ? notAvailable("the run has no bars")
      : exposure.barsInMarket / result.exposure.length;
  },
});

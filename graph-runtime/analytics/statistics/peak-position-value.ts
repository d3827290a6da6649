import { defineStatistic } from "../define-statistic.ts";
import { notAvailable } from "../not-available.ts";

export const peakPositionValue = defineStatistic({
  id: "peak-position-value",
  label: "Peak position value",
  group: "activity",
  unit: "money",
  definition: "Largest size of the positions' value at any bar's close.",
  compute({ result, exposure }) {
    return result.exposure.length === 0 ? notAvailable("the run has no bars") : exposure.peakValue;
  },
});

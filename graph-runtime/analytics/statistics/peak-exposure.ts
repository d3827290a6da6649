import { defineStatistic } from "../define-statistic.ts";
import { notAvailable } from "../not-available.ts";

export const peakExposure = defineStatistic({
  id: "peak-exposure",
  label: "Peak exposure",
  group: "activity",
  unit: "fraction",
  definition: "Largest size of the positions' value over equity at any bar's close.",
  compute({ result, exposure }) {
    return result.exposure.length === 0 ? notAvailable("the run has no bars") : exposure.peakSize;
  },
});

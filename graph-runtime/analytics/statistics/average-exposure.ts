import { defineStatistic } from "../define-statistic.ts";
import { notAvailable } from "../not-available.ts";

export const averageExposure = defineStatistic({
  id: "average-exposure",
  label: "Average exposure",
  group: "activity",
  unit: "fraction",
  definition: "Mean over all bars of the size of the positions' value over equity; long and short count alike.",
  compute({ result, exposure }) {
    return result.exposure.length === 0 ? notAvailable("the run has no bars") : exposure.meanSize;
  },
});

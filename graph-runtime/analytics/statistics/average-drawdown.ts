import { defineStatistic } from "../define-statistic.ts";
import { notAvailable } from "../not-available.ts";

export const averageDrawdown = defineStatistic({
  id: "average-drawdown",
  label: "Average drawdown",
  group: "risk",
  unit: "fraction",
  definition: "Mean depth of all drawdowns from a maximum to its recovery, the open one included.",
  compute({ drawdown }) {
    if (drawdown.episodes === 0) return notAvailable("equity never fell below its maximum");
    return drawdown.depthSum / drawdown.episodes;
  },
});

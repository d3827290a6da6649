import { defineStatistic } from "../define-statistic.ts";
import { notAvailable } from "../not-available.ts";

export const maxDrawdown = defineStatistic({
  id: "max-drawdown",
  label: "Maximum drawdown",
  group: "risk",
  unit: "fraction",
  definition: "Largest of 1 - equity / running maximum, measured at every bar's close.",
  compute({ result, drawdown }) {
    return result.equity.length === 0 ? notAvailable("the run has no bars") : drawdown.deepest;
  },
});

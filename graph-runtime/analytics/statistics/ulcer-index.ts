import { defineStatistic } from "../define-statistic.ts";
import { notAvailable } from "../not-available.ts";

export const ulcerIndex = defineStatistic({
  id: "ulcer-index",
  label: "Ulcer index",
  group: "risk",
  unit: "fraction",
  definition: "Root of the mean squared drawdown over all bars.",
  compute({ result, drawdown }) {
    if (result.equity.length === 0) return notAvailable("the run has no bars");
    return Math.sqrt(drawdown.squareSum / result.equity.length);
  },
});

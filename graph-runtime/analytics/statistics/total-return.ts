import { defineStatistic } from "../define-statistic.ts";
import { notAvailable } from "../not-available.ts";

export const totalReturn = defineStatistic({
  id: "total-return",
  label: "Total return",
  group: "performance",
  unit: "fraction",
  definition: "Equity at the last bar's close over the capital at the start, less 1.",
  compute({ result }) {
    const { equity, settings } = result;
    if (equity.length === 0) return notAvailable("the run has no bars");
    return (equity[equity.length - 1] as number) / settings.capital - 1;
  },
});

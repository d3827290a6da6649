import { defineStatistic } from "../define-statistic.ts";
import { notAvailable } from "../not-available.ts";

export const turnover = defineStatistic({
  id: "turnover",
  label: "Turnover",
  group: "activity",
  unit: "ratio",
  definition: "Value of all fills over the mean of session-end equity, per year of 365.25 days.",
  compute({ allTotals, sessionEquity, elapsedDays }) {
    if (elapsedDays < 1) return notAvailable("the run is shorter than a day");
    let mean = 0;
    for (const equity of sessionEquity) mean += equity;
    mean /= sessionEquity.length;
    if (!(mean > 0)) return notAvailable("mean equity is not positive");
    return (allTotals.traded / mean) * (365.25 / elapsedDays);
  },
});

import { defineStatistic } from "../define-statistic.ts";
import { notAvailable } from "../not-available.ts";

export const finalEquity = defineStatistic({
  id: "final-equity",
  label: "Final equity",
  group: "performance",
  unit: "money",
  definition: "Cash plus positions at the last bar's close.",
  compute({ result }) {
    return result.equity[result.equity.length - 1] ?? notAvailable("the run has no bars");
  },
});

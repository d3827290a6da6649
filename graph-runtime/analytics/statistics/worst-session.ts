import { defineStatistic } from "../define-statistic.ts";
import { notAvailable } from "../not-available.ts";

export const worstSession = defineStatistic({
  id: "worst-session",
  label: "Worst session",
  group: "performance",
  unit: "fraction",
  definition: "Smallest return of a session (UTC day), from session-end equity.",
  compute({ sortedReturns }) {
    return sortedReturns[0] ?? notAvailable("there are no session returns");
  },
});

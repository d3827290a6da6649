import { defineStatistic } from "../define-statistic.ts";
import { notAvailable } from "../not-available.ts";

export const bestSession = defineStatistic({
  id: "best-session",
  label: "Best session",
  group: "performance",
  unit: "fraction",
  definition: "Largest return of a session (UTC day), from session-end equity.",
  compute({ sortedReturns }) {
    return sortedReturns[sortedReturns.length - 1] ?? notAvailable("there are no session returns");
  },
});

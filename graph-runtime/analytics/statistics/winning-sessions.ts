import { defineStatistic } from "../define-statistic.ts";
import { notAvailable } from "../not-available.ts";

export const winningSessions = defineStatistic({
  id: "winning-sessions",
  label: "Winning sessions",
  group: "performance",
  unit: "fraction",
  definition:
    "Sessions with a return above zero over sessions with a return other than zero: a session out of the market is neither won nor lost.",
  compute({ returns }) {
    let up = 0;
    let moved = 0;
    for (const value of returns) {
      if (value > 0) up++;
      if (value !== 0) moved++;
    }
    return moved === 0 ? notAvailable("equity did not move in any session") : up / moved;
  },
});

import { DAY } from "../../core/time.ts";
import { defineStatistic } from "../define-statistic.ts";
import { notAvailable } from "../not-available.ts";

export const longestDrawdownDays = defineStatistic({
  id: "longest-drawdown-days",
  label: "Longest drawdown",
  group: "risk",
  unit: "days",
  definition:
    "Calendar days of the longest time from a maximum of equity to its recovery, or to the last bar where it was still open.",
  compute({ result, drawdown }) {
    const { longest } = drawdown;
    if (longest === null) return notAvailable("equity never fell below its maximum");
    return ((result.time[longest.to] as number) - (result.time[longest.from] as number)) / DAY;
  },
});

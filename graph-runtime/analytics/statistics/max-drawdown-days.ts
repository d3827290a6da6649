import { DAY } from "../../core/time.ts";
import { defineStatistic } from "../define-statistic.ts";
import { notAvailable } from "../not-available.ts";

export const maxDrawdownDays = defineStatistic({
  id: "max-drawdown-days",
  label: "Duration of the maximum drawdown",
  group: "risk",
  unit: "days",
  definition:
    "Calendar days from the peak of the maximum drawdown to its recovery, or to the last bar where it was still open.",
  compute({ result, drawdown }) {
    if (drawdown.deepest === 0) return notAvailable("equity never fell below its maximum");
    const end = drawdown.recovery ?? result.time.length - 1;
    return ((result.time[end] as number) - (result.time[drawdown.peak] as number)) / DAY;
  },
});

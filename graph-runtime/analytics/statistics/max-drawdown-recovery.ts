import { defineStatistic } from "../define-statistic.ts";
import { notAvailable } from "../not-available.ts";

export const maxDrawdownRecovery = defineStatistic({
  id: "max-drawdown-recovery",
  label: "Drawdown recovered",
  group: "risk",
  unit: "time",
  definition: "First bar at which equity was back at the maximum before the maximum drawdown.",
  compute({ result, drawdown }) {
    if (drawdown.deepest === 0) return notAvailable("equity never fell below its maximum");
    if (drawdown.recovery === null) return notAvailable("the drawdown was still open at the end of the run");
    return result.time[drawdown.recovery] as number;
  },
});

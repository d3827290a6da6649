import { defineStatistic } from "../define-statistic.ts";
import { notAvailable } from "../not-available.ts";

export const maxDrawdownTrough = defineStatistic({
  id: "max-drawdown-trough",
  label: "Drawdown trough",
  group: "risk",
  unit: "time",
  definition: "Bar of the deepest point of the maximum drawdown.",
  compute({ result, drawdown }) {
    if (drawdown.deepest === 0) return notAvailable("equity never fell below its maximum");
    return result.time[drawdown.trough] as number;
  },
});

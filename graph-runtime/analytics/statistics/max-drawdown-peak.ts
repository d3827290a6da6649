import { defineStatistic } from "../define-statistic.ts";
import { notAvailable } from "../not-available.ts";

export const maxDrawdownPeak = defineStatistic({
  id: "max-drawdown-peak",
  label: "Drawdown peak",
  group: "risk",
  unit: "time",
  definition: "Bar of the last maximum of equity before the maximum drawdown.",
  compute({ result, drawdown }) {
    if (drawdown.deepest === 0) return notAvailable("equity never fell below its maximum");
    return result.time[drawdown.peak] as number;
  },
});

import { defineStatistic } from "../define-statistic.ts";
import { notAvailable } from "../not-available.ts";

export const maxDrawdownAmount = defineStatistic({
  id: "max-drawdown-amount",
  label: "Largest drawdown in money",
  group: "risk",
  unit: "money",
  definition: "Largest fall of equity below its running maximum, measured at every bar's close.",
  compute({ result, drawdown }) {
    return result.equity.length === 0 ? notAvailable("the run has no bars") : drawdown.largestAmount;
  },
});

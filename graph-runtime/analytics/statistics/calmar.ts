import { defineStatistic } from "../define-statistic.ts";
import { isAvailable, notAvailable } from "../not-available.ts";
import { MINIMUM_DEVIATION } from "../sample-guards.ts";
import { cagr } from "./cagr.ts";

export const calmar = defineStatistic({
  id: "calmar",
  label: "Calmar ratio",
  group: "risk",
  unit: "ratio",
  definition: "CAGR over the maximum drawdown.",
  compute(context) {
    const growth = cagr.compute(context);
    if (!isAvailable(growth)) return growth;
    const { deepest } = context.drawdown;
    return deepest < MINIMUM_DEVIATION ? notAvailable("equity never fell below its maximum") : growth / deepest;
  },
});

import { defineStatistic } from "../define-statistic.ts";

export const elapsedDays = defineStatistic({
  id: "elapsed-days",
  label: "Days",
  group: "performance",
  unit: "days",
  definition: "Calendar days from the first bar's open to the last bar's open.",
  compute(context) {
    return context.elapsedDays;
  },
});

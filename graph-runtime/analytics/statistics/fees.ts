import { defineStatistic } from "../define-statistic.ts";

export const fees = defineStatistic({
  id: "fees",
  label: "Fees",
  group: "activity",
  unit: "money",
  definition: "Sum of the fees of all fills.",
  compute({ allTotals }) {
    return allTotals.fees;
  },
});

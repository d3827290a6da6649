import { defineStatistic } from "../define-statistic.ts";

export const ambiguousBars = defineStatistic({
  id: "ambiguous-bars",
  label: "Ambiguous bars",
  group: "activity",
  unit: "count",
  definition: "Bars whose outcome depends on the order in which high and low were reached.",
  compute({ result }) {
    return result.ambiguousBars;
  },
});

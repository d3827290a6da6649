import { defineStatistic } from "../define-statistic.ts";
import { whyNoDeviation } from "../sample-guards.ts";

export const tStatistic = defineStatistic({
  id: "t-statistic",
  label: "t-statistic of returns",
  group: "significance",
  unit: "ratio",
  definition: "Mean session return over its standard error.",
  compute(context) {
    const { moments } = context;
    return whyNoDeviation(context) ?? (moments.mean / moments.deviation) * Math.sqrt(moments.count);
  },
});

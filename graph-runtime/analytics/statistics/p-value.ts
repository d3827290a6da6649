import { studentTwoSided } from "../../core/math/student-t.ts";
import { defineStatistic } from "../define-statistic.ts";
import { isAvailable } from "../not-available.ts";
import { tStatistic } from "./t-statistic.ts";

export const pValue = defineStatistic({
  id: "p-value",
  label: "p-value of returns",
  group: "significance",
  unit: "fraction",
  definition:
    "Probability of a mean session return at least this far from zero if the true mean were zero (two-sided t-test). It assumes independent sessions.",
  compute(context) {
    const t = tStatistic.compute(context);
    return isAvailable(t) ? studentTwoSided(t, context.moments.count - 1) : t;
  },
});

import { normalDensity, normalQuantile } from "../../core/math/normal.ts";
import { defineStatistic } from "../define-statistic.ts";
import { whyNoDeviation } from "../sample-guards.ts";

export const parametricCvar99 = defineStatistic({
  id: "parametric-cvar-99",
  label: "Expected shortfall 99 %, parametric",
  group: "risk",
  unit: "fraction",
  definition: "Mean of the worst 1 % of session returns if they were normal with the observed mean and deviation.",
  compute(context) {
    const { mean, deviation } = context.moments;
    return whyNoDeviation(context) ?? mean - (deviation * normalDensity(normalQuantile(0.01))) / 0.01;
  },
});

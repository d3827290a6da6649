import { normalDensity, normalQuantile } from "../../core/math/normal.ts";
import { defineStatistic } from "../define-statistic.ts";
import { whyNoDeviation } from "../sample-guards.ts";

export const parametricCvar95 = defineStatistic({
  id: "parametric-cvar-95",
  label: "Expected shortfall 95 %, parametric",
  group: "risk",
  unit: "fraction",
  definition: "Mean of the worst 5 % of session returns if they were normal with the observed mean and deviation.",
  compute(context) {
    const { mean, deviation } = context.moments;
    return whyNoDeviation(context) ?? mean - (deviation * normalDensity(normalQuantile(0.05))) / 0.05;
  },
});

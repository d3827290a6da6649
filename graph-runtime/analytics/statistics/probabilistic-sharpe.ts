import { defineStatistic } from "../define-statistic.ts";
import { sharpeProbability } from "../returns/sharpe-probability.ts";
import { whyNoDeviation } from "../sample-guards.ts";

export const probabilisticSharpe = defineStatistic({
  id: "probabilistic-sharpe",
  label: "Probabilistic Sharpe ratio",
  group: "significance",
  unit: "fraction",
  definition:
    "Probability that the true Sharpe ratio is above zero, given length, skew and full kurtosis of the session returns (Bailey and Lopez de Prado).",
  compute(context) {
    return whyNoDeviation(context) ?? sharpeProbability(context, 0);
  },
});

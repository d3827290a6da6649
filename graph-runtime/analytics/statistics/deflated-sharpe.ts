import { defineStatistic } from "../define-statistic.ts";
import { notAvailable } from "../not-available.ts";
import { luckySharpe, sharpeProbability, sharpeVariance } from "../returns/sharpe-probability.ts";
import { whyNoDeviation } from "../sample-guards.ts";

export const deflatedSharpe = defineStatistic({
  id: "deflated-sharpe",
  label: "Deflated Sharpe ratio",
  group: "significance",
  unit: "fraction",
  definition:
    "Probability that the true Sharpe ratio is above the best that as many worthless trials as were made would show by luck (Bailey and Lopez de Prado); trials are counted by the platform.",
  compute(context) {
    const why = whyNoDeviation(context);
    if (why) return why;
    const { trials } = context;
    if (trials === null) return notAvailable("the number of variants that were tried is not known");
    return sharpeProbability(context, luckySharpe(trials.count, trials.sharpeVariance ?? sharpeVariance(context)));
  },
});

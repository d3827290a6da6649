import { normalCdf, normalQuantile } from "../../core/math/normal.ts";
import type { AnalysisContext } from "../analysis-context.ts";

const EULER_MASCHERONI = 0.5772156649015329;

/** Variance of the estimated per-session Sharpe ratio, with skew and full kurtosis of the returns. */
export function sharpeVariance({ moments, riskFree }: AnalysisContext): number {
  const ratio = (moments.mean - riskFree) / moments.deviation;
  return (1 - moments.skew * ratio + ((moments.kurtosis - 1) / 4) * ratio * ratio) / (moments.count - 1);
}

/** Probability that the true per-session Sharpe ratio is above a target. */
export function sharpeProbability(context: AnalysisContext, target: number): number {
  const { mean, deviation } = context.moments;
  return normalCdf(((mean - context.riskFree) / deviation - target) / Math.sqrt(sharpeVariance(context)));
}

/** The largest per-session Sharpe ratio to expect from a number of trials whose true ratio is zero. */
export function luckySharpe(trials: number, variance: number): number {
  if (trials <= 1) return 0;
  const first = normalQuantile(1 - 1 / trials);
  const second = normalQuantile(1 - 1 / (trials * Math.E));
  return Math.sqrt(variance) * ((1 - EULER_MASCHERONI) * first + EULER_MASCHERONI * second);
}

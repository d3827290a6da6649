import type { AnalysisContext } from "../analysis-context.ts";
import { MINIMUM_DEVIATION, MINIMUM_SAMPLES } from "../sample-guards.ts";
import { pick } from "./simple-returns.ts";

/** Rolling figures at each session end; NaN until the window is full or where the figure means nothing. */
export type RollingColumns = {
  /** Session returns in the window: half a year of them, and at least 30. */
  readonly window: number;
  /** Open time of each session's last bar. */
  readonly time: Float64Array;
  readonly sharpe: Float64Array;
  readonly volatility: Float64Array;
  /** null without a benchmark. */
  readonly beta: Float64Array | null;
};

/** Each window is summed anew: sums that are carried along drift, and the whole costs less than a millisecond. */
export function rollingColumns(context: AnalysisContext): RollingColumns {
  const { returns, benchmark, periodsPerYear, riskFree, sessionEnds, result } = context;
  const window = Math.max(MINIMUM_SAMPLES, Math.round(periodsPerYear / 2));
  const root = Math.sqrt(periodsPerYear);
  const sessions = sessionEnds.length;
  const sharpe = new Float64Array(sessions).fill(Number.NaN);
  const volatility = new Float64Array(sessions).fill(Number.NaN);
  const beta = benchmark ? new Float64Array(sessions).fill(Number.NaN) : null;
  for (let end = window; end <= returns.length; end++) {
    const { mean, deviation } = spread(returns, end - window, end);
    volatility[end] = deviation * root;
    if (deviation >= MINIMUM_DEVIATION) sharpe[end] = ((mean - riskFree) / deviation) * root;
    if (beta && benchmark) beta[end] = slope(returns, benchmark.returns, { from: end - window, to: end, mean });
  }
  return { window, time: pick(result.time, sessionEnds), sharpe, volatility, beta };
}

function spread(values: Float64Array, from: number, to: number): { readonly mean: number; readonly deviation: number } {
  let sum = 0;
  for (let i = from; i < to; i++) sum += values[i] as number;
  const mean = sum / (to - from);
  let squares = 0;
  for (let i = from; i < to; i++) {
    const d = (values[i] as number) - mean;
    squares += d * d;
  }
  return { mean, deviation: Math.sqrt(squares / (to - from - 1)) };
}

function slope(
  own: Float64Array,
  other: Float64Array,
  window: { readonly from: number; readonly to: number; readonly mean: number },
): number {
  const { from, to, mean } = window;
  const theirs = spread(other, from, to);
  if (!(theirs.deviation >= MINIMUM_DEVIATION)) return Number.NaN;
  let products = 0;
  for (let i = from; i < to; i++) products += ((own[i] as number) - mean) * ((other[i] as number) - theirs.mean);
  return products / (to - from - 1) / (theirs.deviation * theirs.deviation);
}

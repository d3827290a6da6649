import { quantileOf } from "../returns/quantile.ts";
import { defineCheck, percent } from "./define-check.ts";

const PATHS = 1_000;

/** The drawdown against those of a thousand paths drawn at random from the same returns. */
export const luckyPath = defineCheck({
  id: "lucky-path",
  title: "A lucky order of events",
  run(context) {
    const { returns, sessionEquity } = context;
    if (returns.length < 30 || sessionEquity.some((equity) => !(equity > 0))) return null;
    const own = deepestOf(returns);
    if (own === 0) return null;
    const { shallower, median, worst } = resample(returns, own);
    const share = shallower / PATHS;
    if (share > 0.05) return null;
    return {
      severity: share > 0.01 ? "info" : "warning",
      message: `Of ${PATHS} paths drawn at random from the same session returns, only ${percent(share)} had a smaller drawdown than the ${percent(own)} seen; the median was ${percent(median)} and one in twenty reached ${percent(worst)}.`,
      suggestion: `Plan for a drawdown of ${percent(worst)} rather than the one in the report.`,
      numbers: { drawdown: own, median, worstOfTwenty: worst, share },
    };
  },
});

/** Maximum drawdown of session returns in the order given. */
function deepestOf(returns: Float64Array): number {
  let equity = 1;
  let top = 1;
  let deepest = 0;
  for (let i = 0; i < returns.length; i++) {
    equity *= 1 + (returns[i] as number);
    if (equity > top) top = equity;
    else if (1 - equity / top > deepest) deepest = 1 - equity / top;
  }
  return deepest;
}

/** Draws as many returns with replacement for each path (xorshift32 from a fixed seed: the same paths everywhere). */
function resample(returns: Float64Array, own: number): { shallower: number; median: number; worst: number } {
  const depths = new Float64Array(PATHS);
  const count = returns.length;
  const scale = count / 4294967296;
  let shallower = 0;
  let state = 0x9e3779b9;
  for (let k = 0; k < PATHS; k++) {
    let equity = 1;
    let top = 1;
    let lowest = 1;
    for (let i = 0; i < count; i++) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      equity *= 1 + (returns[Math.floor((state >>> 0) * scale)] as number);
      if (equity > top) top = equity;
      else if (equity < lowest * top) lowest = equity / top;
    }
    depths[k] = 1 - lowest;
    if (1 - lowest < own) shallower++;
  }
  depths.sort();
  return { shallower, median: quantileOf(depths, 0.5), worst: quantileOf(depths, 0.95) };
}

import { drawdownPass } from "../returns/drawdown-pass.ts";
import { momentsOf } from "../returns/moments.ts";
import { simpleReturns } from "../returns/simple-returns.ts";

/** Fewer days of paper than this say nothing about how it differs. */
export const leastPaperDays = 5;

/** How the record since publishing differs from the backtest before it. Fractions; a drawdown is positive. */
export type Divergence = {
  readonly days: number;
  /** What paper made, and what the backtest's average day would have made of as many days. */
  readonly paperReturn: number;
  readonly expectedReturn: number;
  /** Standard errors by which the average day of paper is off the backtest's; above 2 is seldom chance. */
  readonly errors: number;
  readonly paperDrawdown: number;
  readonly backtestDrawdown: number;
};

/** Returns how daily equity since publishing differs from daily equity before it; null while there is too little of either. */
export function divergenceOf(backtest: Float64Array, paper: Float64Array): Divergence | null {
  const before = momentsOf(simpleReturns(backtest));
  const since = momentsOf(simpleReturns(paper));
  if (since.count < leastPaperDays || !(before.deviation > 0)) return null;
  const days = new Float64Array(Math.max(backtest.length, paper.length)).map((_, index) => index);
  return {
    days: since.count,
    paperReturn: (paper.at(-1) as number) / (paper[0] as number) - 1,
    expectedReturn: before.mean * since.count,
    errors: (since.mean - before.mean) / (before.deviation / Math.sqrt(since.count)),
    paperDrawdown: drawdownPass(paper, days).deepest,
    backtestDrawdown: drawdownPass(backtest, days).deepest,
  };
}

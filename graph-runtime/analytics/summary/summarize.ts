import { pow } from "../../core/math/pow.ts";
import type { FillLog } from "../../market/fill-log.ts";
import { MINIMUM_DEVIATION, MINIMUM_SAMPLES } from "../sample-guards.ts";
import type { SummaryFrame } from "./summary-frame.ts";
import { sumTrades, type TradeSums } from "./trade-sums.ts";

/** The declared summary set of a sweep. NaN where the statistic of the same name says n/a. */
export type Summary = {
  readonly netProfit: number;
  readonly totalReturn: number;
  readonly cagr: number;
  readonly volatility: number;
  readonly sharpe: number;
  readonly maxDrawdown: number;
  readonly trades: number;
  readonly winRate: number;
  readonly profitFactor: number;
};

export type SummaryRun = {
  readonly equity: Float64Array;
  readonly fills: FillLog;
  readonly capital: number;
  /** Money per price point and unit, by lane. */
  readonly multipliers: readonly number[];
  /** Sums of its trades where they are known already. */
  readonly trades?: TradeSums;
};

/**
 * Computes the summary set in one pass over equity and one over the fills. Deviation is summed around the first return, so
 * that one pass is as exact as two; each figure equals the statistic of the same name within 1e-9 relative.
 */
export function summarize(frame: SummaryFrame, run: SummaryRun): Summary {
  const { equity, capital } = run;
  const { sessionEnds, periodsPerYear, elapsedDays } = frame;
  let top = equity.length > 0 ? (equity[0] as number) : Number.NaN;
  let lowest = 1;
  /** A value below it is a deeper drawdown; asked at each bar, changed seldom. */
  let bound = top;
  let session = 0;
  let next = sessionEnds.length > 0 ? (sessionEnds[0] as number) : -1;
  let before = Number.NaN;
  let shift = 0;
  let sum = 0;
  let squares = 0;
  let isPositive = true;
  for (let i = 0; i < equity.length; i++) {
    const value = equity[i] as number;
    if (value > top) {
      top = value;
      bound = lowest * top;
    } else if (value < bound) {
      lowest = value / top;
      bound = lowest * top;
    }
    if (i !== next) continue;
    if (!(value > 0)) isPositive = false;
    if (session === 1) {
      shift = value / before - 1;
    } else if (session > 1) {
      const d = value / before - 1 - shift;
      sum += d;
      squares += d * d;
    }
    before = value;
    session++;
    next = session < sessionEnds.length ? (sessionEnds[session] as number) : -1;
  }
  const count = session - 1;
  const isEnough = count >= MINIMUM_SAMPLES;
  const last = equity.length > 0 ? (equity[equity.length - 1] as number) : Number.NaN;
  const mean = shift + sum / count;
  const deviation = Math.sqrt(Math.max(0, squares - (sum * sum) / count) / (count - 1));
  const hasReturns = isEnough && isPositive;
  const root = Math.sqrt(periodsPerYear);
  const { trades, wins, won, lost } = run.trades ?? sumTrades(run.fills, run.multipliers);
  return {
    netProfit: last - capital,
    totalReturn: last / capital - 1,
    cagr: isEnough && last >= 0 ? pow(last / capital, 365.25 / elapsedDays) - 1 : Number.NaN,
    volatility: hasReturns ? deviation * root : Number.NaN,
    sharpe: hasReturns && deviation >= MINIMUM_DEVIATION ? (mean / deviation) * root : Number.NaN,
    maxDrawdown: 1 - lowest,
    trades,
    winRate: trades > 0 ? wins / trades : Number.NaN,
    profitFactor: lost > 0 ? won / lost : Number.NaN,
  };
}

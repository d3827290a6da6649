import { momentsOf } from "../analytics/returns/moments.ts";
import { sessionEnds } from "../analytics/returns/sessions.ts";
import { pick, simpleReturns } from "../analytics/returns/simple-returns.ts";
import { exp } from "../core/math/exp.ts";
import { log } from "../core/math/log.ts";
import { log1p } from "../core/math/log1p.ts";
import { pow } from "../core/math/pow.ts";
import { DAY, weekdayUtc } from "../core/time.ts";

export type PeerRun = {
  readonly time: Float64Array;
  readonly close: Float64Array;
  readonly equity: Float64Array;
  /** Closed trades; returns as fractions. */
  readonly trades: readonly {
    entryBar: number;
    exitBar: number;
    entryTime: number;
    exitTime: number;
    profit: number;
    profitReturn: number;
  }[];
  /** First bar at which all indicators are known. */
  readonly firstBar: number;
};

/**
 * Computes the statistics that backtesting.py 0.6 prints, by its definitions and under its names, for conformance tests: it
 * annualises geometric means, takes the deviation of compounded returns and makes trade ratios of returns instead of
 * money. The product shows its own definitions.
 */
export function backtestingPyStatistics(run: PeerRun): Record<string, number> {
  const { time, equity, close, trades, firstBar } = run;
  const last = equity.length - 1;
  const first = equity[0] as number;
  const end = equity[last] as number;
  const daily = simpleReturns(pick(equity, sessionEnds(time)));
  const periods = hasWeekends(time) ? 365 : 252;
  const growth = geometricMean(daily);
  const annual = pow(1 + growth, periods) - 1;
  const { deviation } = momentsOf(daily);
  const square = (1 + growth) * (1 + growth);
  const volatility = Math.sqrt(pow(deviation * deviation + square, periods) - pow(square, periods));
  const shortfall = Math.sqrt(
    daily.reduce((sum, value) => sum + Math.min(value, 0) * Math.min(value, 0), 0) / daily.length,
  );
  const held = ((close[last] as number) - (close[firstBar] as number)) / (close[firstBar] as number);
  const total = (end - first) / first;
  const beta = betaOf(logReturns(equity), logReturns(close));
  const falls = episodes(equity, time);
  const deepest = Math.max(0, ...falls.map((fall) => fall.depth));
  const days = ((time[last] as number) - (time[0] as number)) / DAY;
  return {
    "Exposure Time [%]": exposureOf(trades, equity.length) * 100,
    "Equity Final [$]": end,
    "Equity Peak [$]": equity.reduce((top, value) => Math.max(top, value), 0),
    "Return [%]": total * 100,
    "Buy & Hold Return [%]": held * 100,
    "Return (Ann.) [%]": annual * 100,
    "Volatility (Ann.) [%]": volatility * 100,
    "CAGR [%]": (pow(end / first, 365.25 / days) - 1) * 100,
    "Sharpe Ratio": annual / volatility,
    "Sortino Ratio": annual / (shortfall * Math.sqrt(periods)),
    "Calmar Ratio": annual / deepest,
    "Alpha [%]": (total - beta * held) * 100,
    Beta: beta,
    "Max. Drawdown [%]": -deepest * 100,
    "Avg. Drawdown [%]": (-falls.reduce((sum, fall) => sum + fall.depth, 0) / falls.length) * 100,
    "Max. Drawdown Duration": Math.max(...falls.map((fall) => fall.days)),
    "Avg. Drawdown Duration": Math.ceil(falls.reduce((sum, fall) => sum + fall.days, 0) / falls.length),
    ...tradeFigures(trades),
  };
}

function tradeFigures(trades: PeerRun["trades"]): Record<string, number> {
  const returns = Float64Array.from(trades, (trade) => trade.profitReturn);
  const profits = Float64Array.from(trades, (trade) => trade.profit);
  const days = trades.map((trade) => (trade.exitTime - trade.entryTime) / DAY);
  const { mean, deviation } = momentsOf(profits);
  const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);
  const wins = profits.filter((profit) => profit > 0);
  const losses = profits.filter((profit) => profit < 0);
  const rate = wins.length / trades.length;
  const payoff = sum(wins) / wins.length / (-sum(losses) / losses.length);
  return {
    "# Trades": trades.length,
    "Win Rate [%]": rate * 100,
    "Best Trade [%]": Math.max(...returns) * 100,
    "Worst Trade [%]": Math.min(...returns) * 100,
    "Avg. Trade [%]": geometricMean(returns) * 100,
    "Max. Trade Duration": Math.max(...days),
    "Avg. Trade Duration": Math.ceil(sum(days) / days.length),
    "Profit Factor": sum(returns.filter((value) => value > 0)) / -sum(returns.filter((value) => value < 0)),
    "Expectancy [%]": (sum(returns) / returns.length) * 100,
    SQN: (Math.sqrt(trades.length) * mean) / deviation,
    "Kelly Criterion": rate - (1 - rate) / payoff,
  };
}

function geometricMean(returns: Float64Array): number {
  return exp(returns.reduce((sum, value) => sum + log1p(value), 0) / returns.length) - 1;
}

function hasWeekends(time: Float64Array): boolean {
  const weekend = time.filter((at) => weekdayUtc(at) === 0 || weekdayUtc(at) === 6).length;
  return weekend / time.length > (2 / 7) * 0.6;
}

function exposureOf(trades: PeerRun["trades"], bars: number): number {
  const held = new Uint8Array(bars);
  for (const { entryBar, exitBar } of trades) held.fill(1, entryBar, exitBar + 1);
  return held.reduce((sum, value) => sum + value, 0) / bars;
}

/** Drawdowns between two maxima of equity, the last one up to the last bar. */
function episodes(equity: Float64Array, time: Float64Array): { readonly depth: number; readonly days: number }[] {
  const found: { depth: number; days: number }[] = [];
  let top = equity[0] as number;
  let topAt = 0;
  let depth = 0;
  for (let i = 1; i < equity.length; i++) {
    const value = equity[i] as number;
    if (value < top) depth = Math.max(depth, 1 - value / top);
    if (depth > 0 && (value >= top || i === equity.length - 1)) {
      found.push({ depth, days: ((time[i] as number) - (time[topAt] as number)) / DAY });
      depth = 0;
    }
    if (value < top) continue;
    top = value;
    topAt = i;
  }
  return found;
}

function logReturns(values: Float64Array): Float64Array {
  return simpleReturns(values).map((value) => log(1 + value));
}

function betaOf(own: Float64Array, market: Float64Array): number {
  const a = momentsOf(own).mean;
  const { mean, deviation } = momentsOf(market);
  const products = own.reduce((sum, value, i) => sum + (value - a) * ((market[i] as number) - mean), 0);
  return products / (own.length - 1) / (deviation * deviation);
}

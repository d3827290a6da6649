import type { Statistic } from "./define-statistic.ts";
import { alpha } from "./statistics/alpha.ts";
import { ambiguousBars } from "./statistics/ambiguous-bars.ts";
import { averageBarsHeld } from "./statistics/average-bars-held.ts";
import { averageBarsLost } from "./statistics/average-bars-lost.ts";
import { averageBarsWon } from "./statistics/average-bars-won.ts";
import { averageDrawdown } from "./statistics/average-drawdown.ts";
import { averageExposure } from "./statistics/average-exposure.ts";
import { averageLoss } from "./statistics/average-loss.ts";
import { averageMae } from "./statistics/average-mae.ts";
import { averageMfe } from "./statistics/average-mfe.ts";
import { averageWin } from "./statistics/average-win.ts";
import { benchmarkDrawdown } from "./statistics/benchmark-drawdown.ts";
import { benchmarkReturn } from "./statistics/benchmark-return.ts";
import { bestSession } from "./statistics/best-session.ts";
import { bestTrade } from "./statistics/best-trade.ts";
import { beta } from "./statistics/beta.ts";
import { cagr } from "./statistics/cagr.ts";
import { calmar } from "./statistics/calmar.ts";
import { correlation } from "./statistics/correlation.ts";
import { costsShare } from "./statistics/costs-share.ts";
import { deflatedSharpe } from "./statistics/deflated-sharpe.ts";
import { elapsedDays } from "./statistics/elapsed-days.ts";
import { endTradeDrawdown } from "./statistics/end-trade-drawdown.ts";
import { expectancy } from "./statistics/expectancy.ts";
import { expectancyR } from "./statistics/expectancy-r.ts";
import { expectancyReturn } from "./statistics/expectancy-return.ts";
import { exposure } from "./statistics/exposure.ts";
import { fees } from "./statistics/fees.ts";
import { finalEquity } from "./statistics/final-equity.ts";
import { historicalCvar95 } from "./statistics/historical-cvar-95.ts";
import { historicalCvar99 } from "./statistics/historical-cvar-99.ts";
import { historicalVar95 } from "./statistics/historical-var-95.ts";
import { historicalVar99 } from "./statistics/historical-var-99.ts";
import { informationRatio } from "./statistics/information-ratio.ts";
import { kelly } from "./statistics/kelly.ts";
import { kurtosis } from "./statistics/kurtosis.ts";
import { longestDrawdownDays } from "./statistics/longest-drawdown-days.ts";
import { lossStreak } from "./statistics/loss-streak.ts";
import { maxDrawdown } from "./statistics/max-drawdown.ts";
import { maxDrawdownAmount } from "./statistics/max-drawdown-amount.ts";
import { maxDrawdownDays } from "./statistics/max-drawdown-days.ts";
import { maxDrawdownPeak } from "./statistics/max-drawdown-peak.ts";
import { maxDrawdownRecovery } from "./statistics/max-drawdown-recovery.ts";
import { maxDrawdownTrough } from "./statistics/max-drawdown-trough.ts";
import { netProfit } from "./statistics/net-profit.ts";
import { omega } from "./statistics/omega.ts";
import { openTrades } from "./statistics/open-trades.ts";
import { pValue } from "./statistics/p-value.ts";
import { parametricCvar95 } from "./statistics/parametric-cvar-95.ts";
import { parametricCvar99 } from "./statistics/parametric-cvar-99.ts";
import { parametricVar95 } from "./statistics/parametric-var-95.ts";
import { parametricVar99 } from "./statistics/parametric-var-99.ts";
import { payoff } from "./statistics/payoff.ts";
import { peakExposure } from "./statistics/peak-exposure.ts";
import { peakPositionValue } from "./statistics/peak-position-value.ts";
import { probabilisticSharpe } from "./statistics/probabilistic-sharpe.ts";
import { profitFactor } from "./statistics/profit-factor.ts";
import { rSquared } from "./statistics/r-squared.ts";
import { returnOnPeakValue } from "./statistics/return-on-peak-value.ts";
import { sharpe } from "./statistics/sharpe.ts";
import { skew } from "./statistics/skew.ts";
import { sortino } from "./statistics/sortino.ts";
import { sqn } from "./statistics/sqn.ts";
import { stability } from "./statistics/stability.ts";
import { tStatistic } from "./statistics/t-statistic.ts";
import { tailRatio } from "./statistics/tail-ratio.ts";
import { totalReturn } from "./statistics/total-return.ts";
import { trackingError } from "./statistics/tracking-error.ts";
import { tradeCount } from "./statistics/trade-count.ts";
import { treynor } from "./statistics/treynor.ts";
import { turnover } from "./statistics/turnover.ts";
import { ulcerIndex } from "./statistics/ulcer-index.ts";
import { volatility } from "./statistics/volatility.ts";
import { winRate } from "./statistics/win-rate.ts";
import { winStreak } from "./statistics/win-streak.ts";
import { winningSessions } from "./statistics/winning-sessions.ts";
import { worstMae } from "./statistics/worst-mae.ts";
import { worstSession } from "./statistics/worst-session.ts";
import { worstTrade } from "./statistics/worst-trade.ts";

/** All statistics of a report, in the order in which they are shown. */
export const statistics: readonly Statistic[] = [
  netProfit,
  totalReturn,
  cagr,
  finalEquity,
  elapsedDays,
  bestSession,
  worstSession,
  winningSessions,
  volatility,
  sharpe,
  sortino,
  calmar,
  maxDrawdown,
  maxDrawdownAmount,
  maxDrawdownPeak,
  maxDrawdownTrough,
  maxDrawdownRecovery,
  maxDrawdownDays,
  longestDrawdownDays,
  averageDrawdown,
  ulcerIndex,
  historicalVar95,
  historicalCvar95,
  parametricVar95,
  parametricCvar95,
  historicalVar99,
  historicalCvar99,
  parametricVar99,
  parametricCvar99,
  skew,
  kurtosis,
  tailRatio,
  omega,
  stability,
  benchmarkReturn,
  benchmarkDrawdown,
  beta,
  alpha,
  correlation,
  rSquared,
  trackingError,
  informationRatio,
  treynor,
  tradeCount,
  winRate,
  averageWin,
  averageLoss,
  payoff,
  profitFactor,
  expectancy,
  expectancyReturn,
  expectancyR,
  sqn,
  kelly,
  bestTrade,
  worstTrade,
  averageMae,
  worstMae,
  averageMfe,
  endTradeDrawdown,
  averageBarsHeld,
  averageBarsWon,
  averageBarsLost,
  winStreak,
  lossStreak,
  openTrades,
  exposure,
  averageExposure,
  peakExposure,
  peakPositionValue,
  returnOnPeakValue,
  turnover,
  fees,
  costsShare,
  ambiguousBars,
  tStatistic,
  pValue,
  probabilisticSharpe,
  deflatedSharpe,
];

import { FillLog } from "../../market/fill-log.ts";
import type { Instrument } from "../../market/instrument.ts";
import { OrderLog } from "../../market/order-log.ts";
import { createAnalysisContext } from "../analysis-context.ts";
import { computeStatistics } from "../compute-statistics.ts";
import { simpleReturns } from "../returns/simple-returns.ts";
import type { RunSettingsView } from "../run-result.ts";
import type { StatisticValue } from "../statistic-value.ts";
import type { CombinedRun } from "./combine-curves.ts";
import { correlation } from "./covariance.ts";

export type WorstDay = { readonly day: number; readonly total: number; readonly members: readonly number[] };

export type PortfolioReport = CombinedRun & {
  /** Those that an equity curve determines, by the same definitions as of a single backtest. */
  readonly statistics: readonly StatisticValue[];
  /** correlation[i][j] of daily returns; null where a member never moved. */
  readonly correlation: readonly (readonly (number | null)[])[];
  /** The days on which all members together lost most, worst first. */
  readonly worstDays: readonly WorstDay[];
  /** Most days in a row that lost. */
  readonly lossDays: number;
};

type Account = {
  readonly capital: number;
  readonly instruments: readonly Instrument[];
  readonly settings: RunSettingsView;
};

const shownWorst = 5;
const fromCurve = new Set(["performance", "risk"]);

/** Returns what members did together. The calendar decides how many days make a year. */
export function portfolioReport(run: CombinedRun, { capital, instruments, settings }: Account): PortfolioReport {
  const { day: time, equity, returns } = run;
  const exposure = new Float64Array(time.length).fill(Number.NaN);
  const logs = { orderLog: new OrderLog(), fillLog: new FillLog(), ambiguousBars: 0 };
  const empty = new Float64Array(0);
  const bars = { time: empty, open: empty, high: empty, low: empty, close: empty, volume: empty };
  const context = createAnalysisContext({
    result: { time, equity, exposure, ...logs, settings: { ...settings, capital } },
    lanes: instruments.map((instrument) => ({ instrument, bars })),
  });
  const total = simpleReturns(equity);
  return {
    ...run,
    statistics: computeStatistics(context).filter(({ group }) => fromCurve.has(group)),
    correlation: returns.map((one) => returns.map((other) => correlation(one, other))),
    worstDays: worstDaysOf(run, total),
    lossDays: longestLoss(total),
  };
}

function worstDaysOf({ day, returns }: CombinedRun, total: Float64Array): WorstDay[] {
  return Array.from(total, (value, at) => ({ value, at }))
    .sort((a, b) => a.value - b.value || a.at - b.at)
    .filter(({ value }) => value < 0)
    .slice(0, shownWorst)
    .map(({ value, at }) => ({
      day: day[at + 1]!,
      total: value,
      members: returns.map((column) => column[at]!),
    }));
}

function longestLoss(total: Float64Array): number {
  let longest = 0;
  let streak = 0;
  for (const value of total) {
    streak = value < 0 ? streak + 1 : 0;
    longest = Math.max(longest, streak);
  }
  return longest;
}

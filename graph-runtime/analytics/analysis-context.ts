import { once } from "../core/once.ts";
import { DAY } from "../core/time.ts";
import { type BenchmarkPass, benchmarkPass } from "./benchmark/benchmark-pass.ts";
import { type ExposurePass, exposurePass } from "./exposure-pass.ts";
import { type FillPass, fillPass } from "./fill-pass.ts";
import { type DrawdownPass, drawdownPass } from "./returns/drawdown-pass.ts";
import { type Moments, momentsOf } from "./returns/moments.ts";
import { periodsPerYear } from "./returns/periods-per-year.ts";
import { sessionEnds } from "./returns/sessions.ts";
import { pick, simpleReturns } from "./returns/simple-returns.ts";
import type { Lane, RunResult } from "./run-result.ts";
import type { TradeGrouping } from "./trades/group-fills.ts";
import { tradeTable } from "./trades/trade-list.ts";
import type { TradeTable } from "./trades/trade-table.ts";
import { type TradeTotals, tradeTotals } from "./trades/trade-totals.ts";

export type AnalysisInput = {
  readonly result: RunResult;
  readonly lanes: readonly Lane[];
  /** Prices or money of the benchmark at each bar; buy and hold of the traded instruments where absent. */
  readonly benchmark?: Float64Array;
  /** Annual rate as a fraction, 0 unless given. */
  readonly riskFreeRate?: number;
  /** Least acceptable annual return of the Sortino ratio and omega, 0 unless given. */
  readonly minimumReturn?: number;
  readonly grouping?: TradeGrouping;
  /** How many variants were tried before this one was chosen, counted by the platform; this one included. */
  readonly trials?: { readonly count: number; readonly sharpeVariance?: number };
  /** What the benchmark is, in words, where one is given. */
  readonly benchmarkLabel?: string;
  /** Free parameters of the strategy. */
  readonly parameterCount?: number;
  /** Bars before the first decision. */
  readonly warmupBars?: number;
  /** Net profit of the same run under the opposite intrabar path. */
  readonly oppositePathProfit?: number;
};

/** What statistics read: each pass over the run is made once, when first asked for. */
export type AnalysisContext = {
  readonly result: RunResult;
  readonly lanes: readonly Lane[];
  readonly periodsPerYear: number;
  /** Per period, not per year. */
  readonly riskFree: number;
  /** Per period, not per year. */
  readonly minimumReturn: number;
  readonly trials: { readonly count: number; readonly sharpeVariance?: number } | null;
  /** Index of the last bar of each session. */
  readonly sessionEnds: Int32Array;
  readonly sessionEquity: Float64Array;
  /** Simple returns of session-end equity. */
  readonly returns: Float64Array;
  readonly moments: Moments;
  readonly sortedReturns: Float64Array;
  readonly drawdown: DrawdownPass;
  readonly benchmark: BenchmarkPass | null;
  /** Closed trades, then the open ones marked at the last close. */
  readonly trades: TradeTable;
  readonly closedTotals: TradeTotals;
  readonly allTotals: TradeTotals;
  readonly exposure: ExposurePass;
  readonly fills: FillPass;
  /** From the first bar's open to the last bar's open. */
  readonly elapsedDays: number;
  readonly benchmarkLabel: string;
  readonly parameterCount: number | null;
  readonly warmupBars: number | null;
  readonly oppositePathProfit: number | null;
};

export function createAnalysisContext(input: AnalysisInput): AnalysisContext {
  const { result, lanes } = input;
  const ends = once(() => sessionEnds(result.time));
  const equity = once(() => pick(result.equity, ends()));
  const returns = once(() => simpleReturns(equity()));
  const calendar = lanes.some((lane) => lane.instrument.calendar !== "always")
    ? (lanes.find((lane) => lane.instrument.calendar !== "always")?.instrument.calendar ?? "always")
    : "always";
  const periods = once(() => periodsPerYear(pick(result.time, ends()), calendar));
  const moments = once(() => momentsOf(returns()));
  const sorted = once(() => returns().slice().sort());
  const drawdown = once(() => drawdownPass(result.equity, result.time));
  const benchmark = once(() =>
    benchmarkPass({ result, lanes, given: input.benchmark, ends: ends(), returns: returns() }),
  );
  const trades = once(() => tradeTable(result, lanes, input.grouping ?? "flat-to-flat"));
  const closedTotals = once(() => tradeTotals(trades(), trades().closedCount));
  const allTotals = once(() => tradeTotals(trades(), trades().count));
  const exposure = once(() => exposurePass(result));
  const fills = once(() => fillPass(result, lanes));
  const { time } = result;
  return {
    result,
    lanes,
    get periodsPerYear() {
      return periods();
    },
    get riskFree() {
      return (input.riskFreeRate ?? 0) / periods();
    },
    get minimumReturn() {
      return (input.minimumReturn ?? 0) / periods();
    },
    trials: input.trials ?? null,
    get sessionEnds() {
      return ends();
    },
    get sessionEquity() {
      return equity();
    },
    get returns() {
      return returns();
    },
    get moments() {
      return moments();
    },
    get sortedReturns() {
      return sorted();
    },
    get drawdown() {
      return drawdown();
    },
    get benchmark() {
      return benchmark();
    },
    get trades() {
      return trades();
    },
    get fills() {
      return fills();
    },
    get closedTotals() {
      return closedTotals();
    },
    get allTotals() {
      return allTotals();
    },
    get exposure() {
      return exposure();
    },
    elapsedDays: time.length > 1 ? ((time[time.length - 1] as number) - (time[0] as number)) / DAY : 0,
    benchmarkLabel:
      input.benchmarkLabel ??
      (input.benchmark ? "a given series" : "the traded instruments, bought evenly at the first close and held"),
    parameterCount: input.parameterCount ?? null,
    warmupBars: input.warmupBars ?? null,
    oppositePathProfit: input.oppositePathProfit ?? null,
  };
}

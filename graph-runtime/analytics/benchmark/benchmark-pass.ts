import { once } from "../../core/once.ts";
import { type Moments, momentsOf } from "../returns/moments.ts";
import { pick, simpleReturns } from "../returns/simple-returns.ts";
import type { Lane, RunResult } from "../run-result.ts";
import { buyAndHold } from "./buy-and-hold.ts";

/** The benchmark beside the run, and what regressing the run's session returns on it gives. */
export type BenchmarkPass = {
  /** Money at each bar, from the run's capital. */
  readonly equity: Float64Array;
  readonly sessionEquity: Float64Array;
  readonly returns: Float64Array;
  readonly moments: Moments;
  /** Sample covariance of run and benchmark, divisor n - 1. */
  readonly covariance: number;
  /** Maximum drawdown over all bars, as a positive fraction; worked out when first asked for. */
  deepestDrawdown(): number;
  /** Moments of the run's return less the benchmark's, session by session. */
  readonly active: Moments;
};

export function benchmarkPass(input: {
  readonly result: RunResult;
  readonly lanes: readonly Lane[];
  readonly given: Float64Array | undefined;
  readonly ends: Int32Array;
  readonly returns: Float64Array;
}): BenchmarkPass | null {
  const { result, lanes, given, ends, returns: own } = input;
  const equity = given
    ? scaled(given, result.settings.capital)
    : buyAndHold(result.time, lanes, result.settings.capital);
  if (equity === null || equity.length !== result.time.length || ends.length === 0) return null;
  const sessionEquity = pick(equity, ends);
  const returns = simpleReturns(sessionEquity);
  const moments = momentsOf(returns);
  const ownMoments = momentsOf(own);
  const difference = new Float64Array(returns.length);
  let products = 0;
  for (let i = 0; i < returns.length; i++) {
    const mine = own[i] as number;
    const theirs = returns[i] as number;
    difference[i] = mine - theirs;
    products += (mine - ownMoments.mean) * (theirs - moments.mean);
  }
  return {
    equity,
    sessionEquity,
    returns,
    moments,
    covariance: returns.length > 1 ? products / (returns.length - 1) : Number.NaN,
    active: momentsOf(difference),
    deepestDrawdown: once(() => deepestFall(equity)),
  };
}

/** Brings prices or money to the run's capital at the first bar; null where the first value cannot be scaled. */
function scaled(values: Float64Array, capital: number): Float64Array | null {
  const first = values[0];
  if (first === undefined || !(first > 0)) return null;
  const factor = capital / first;
  return values.map((value) => value * factor);
}

function deepestFall(values: Float64Array): number {
  let top = 0;
  let lowest = 1;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (value > top) top = value;
    else if (value < lowest * top) lowest = value / top;
  }
  return 1 - lowest;
}

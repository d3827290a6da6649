import { once } from "../../core/once.ts";
import { type Moments, momentsOf } from "../returns/moments.ts";
import { pick, simpleReturns } from "../returns/simple-returns.ts";
import type { Lane, RunResult } from "../run-result.ts";
import { buyAndHold, type Held } from "./buy-and-hold.ts";

/** The benchmark beside the run, and what regressing the run's session returns on it gives. */
export type BenchmarkPass = {
  readonly held: Held;
  /** Money at the first and at the last bar. */
  readonly first: number;
  readonly last: number;
  /** Money at each bar, from the run's capital; written when first asked for. */
  equity(): Float64Array;
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
  const held = given ? scaled(given, result.settings.capital) : buyAndHold(result.time, lanes, result.settings.capital);
  if (held === null || held.prices.length !== result.time.length || ends.length === 0) return null;
  const sessionEquity = pick(held.prices, ends);
  for (let i = 0; i < sessionEquity.length; i++) sessionEquity[i] = (sessionEquity[i] as number) * held.units;
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
    held,
    first: (held.prices[0] as number) * held.units,
    last: (held.prices[held.prices.length - 1] as number) * held.units,
    equity: once(() => moneyOf(held)),
    sessionEquity,
    returns,
    moments,
    covariance: returns.length > 1 ? products / (returns.length - 1) : Number.NaN,
    active: momentsOf(difference),
    deepestDrawdown: once(() => deepestFall(held)),
  };
}

/** Brings prices or money to the run's capital at the first bar; null where the first value cannot be scaled. */
function scaled(values: Float64Array, capital: number): Held | null {
  const first = values[0];
  if (first === undefined || !(first > 0)) return null;
  return { prices: values, units: capital / first };
}

function moneyOf({ prices, units }: Held): Float64Array {
  const money = new Float64Array(prices.length);
  for (let i = 0; i < prices.length; i++) money[i] = (prices[i] as number) * units;
  return money;
}

/** Bars of one stretch; returns/drawdown-pass.ts says why there are stretches. */
const STRETCH = 4_096;

function deepestFall({ prices, units }: Held): number {
  // running maximum, lowest share of it
  const cells = Float64Array.of(0, 1);
  for (let from = 0; from < prices.length; from += STRETCH)
    followFall({ prices, units }, cells, { from, to: Math.min(from + STRETCH, prices.length) });
  return 1 - (cells[1] as number);
}

type Stretch = { readonly from: number; readonly to: number };

function followFall({ prices, units }: Held, cells: Float64Array, { from, to }: Stretch): void {
  let top = cells[0] as number;
  let lowest = cells[1] as number;
  // a value below it is a deeper fall; asked at each bar, changed seldom
  let bound = lowest * top;
  for (let i = from; i < to; i++) {
    const value = (prices[i] as number) * units;
    if (value <= top && value >= bound) continue;
    if (value > top) top = value;
    else if (value < bound) lowest = value / top;
    bound = lowest * top;
  }
  cells[0] = top;
  cells[1] = lowest;
}

import { simpleReturns } from "../returns/simple-returns.ts";
import { alignCurves, type MemberCurve } from "./align-curves.ts";
import { type AllocationMethod, allocateWeights } from "./allocate-weights.ts";
import { beginsPeriod, type RebalanceSchedule, strays } from "./rebalance-schedule.ts";

export type CombineRule = {
  readonly capital: number;
  readonly weights: readonly number[];
  readonly method: AllocationMethod;
  readonly schedule: RebalanceSchedule;
  /** On a day of the schedule, money moves only where some share has left its target by more than this fraction. */
  readonly corridor: number;
};

export type CombinedRun = {
  readonly day: Float64Array;
  readonly equity: Float64Array;
  /** Daily returns of each member on its own; one shorter than `day`. */
  readonly returns: readonly Float64Array[];
  /** What each member added to the profit, as a share of the capital; they add up to the total return. */
  readonly contribution: readonly number[];
  /** Days on which money moved between members, and the targets then. The first is the start. */
  readonly rebalances: readonly { readonly day: number; readonly weights: readonly number[] }[];
};

/** Past days that methods by risk read. */
const lookback = 60;

/** Runs members side by side from one capital, each growing as it grew on its own, and moves money between them by the rule. */
export function combineCurves(curves: readonly MemberCurve[], rule: CombineRule): CombinedRun {
  const aligned = alignCurves(curves);
  const returns = aligned.equity.map(simpleReturns);
  const { day } = aligned;
  const equity = new Float64Array(day.length);
  const contribution = curves.map(() => 0);
  const rebalances: { day: number; weights: readonly number[] }[] = [];
  if (day.length === 0) return { day, equity, returns, contribution, rebalances };
  let weights = targetsAt(rule, returns, 0);
  let holdings = weights.map((weight) => weight * rule.capital);
  rebalances.push({ day: day[0]!, weights });
  equity[0] = rule.capital;
  for (let i = 1; i < day.length; i++) {
    holdings = holdings.map((held, member) => {
      const gain = held * returns[member]![i - 1]!;
      contribution[member]! += gain / rule.capital;
      return held + gain;
    });
    const total = holdings.reduce((sum, held) => sum + held, 0);
    equity[i] = total;
    if (total <= 0 || !beginsPeriod(rule.schedule, day[i - 1]!, day[i]!)) continue;
    const targets = targetsAt(rule, returns, i);
    if (!strays(holdings, targets, rule.corridor)) continue;
    weights = targets;
    holdings = weights.map((weight) => weight * total);
    rebalances.push({ day: day[i]!, weights });
  }
  return { day, equity, returns, contribution, rebalances };
}

/** What is known after `count` returns, and no more: a weight never reads the future. */
function targetsAt({ method, weights }: CombineRule, returns: readonly Float64Array[], count: number) {
  const known = returns.map((column) => column.subarray(Math.max(0, count - lookback), count));
  return allocateWeights(method, weights, known);
}

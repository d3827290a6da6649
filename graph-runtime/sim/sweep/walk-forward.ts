import type { BacktestResult } from "../run-backtest.ts";
import type { Window } from "./run-window.ts";
import { Sweep, type SweepSetup } from "./sweep.ts";
import type { SweepPoint } from "./sweep-point.ts";
import { type Fold, type WindowPlan, walkForwardWindows } from "./walk-forward-windows.ts";

export type WalkForwardInput<S> = SweepSetup & {
  /** The parameters to choose from. */
  readonly trials: readonly SweepPoint[];
  readonly plan: Omit<WindowPlan, "length">;
  /** What is kept of a run; the run's own memory is used again. */
  readonly summarize: (result: BacktestResult, window: Window) => S;
  /** What a choice is judged by: the trial with the largest value is taken. NaN is never taken. */
  readonly objective: (summary: S) => number;
};

export type WalkForwardFold<S> = Fold & {
  /** Index of the chosen trial; null where no trial could be judged, and nothing is traded. */
  readonly chosen: number | null;
  readonly score: number;
  readonly inSampleSummary: S | null;
  readonly outOfSampleSummary: S | null;
  readonly fingerprint: string | null;
};

export type WalkForward<S> = {
  readonly folds: readonly WalkForwardFold<S>[];
  /** The traded stretches behind one another: each begins flat with the money that the one before has left. */
  readonly time: Float64Array;
  readonly equity: Float64Array;
  /** Backtests that were run to choose. */
  readonly trialCount: number;
  /**
   * Mean return per bar of the traded stretches over that of the windows of choice: 1 keeps what was found, 0 and below
   * keeps nothing of it; NaN where the windows of choice did not gain.
   */
  readonly efficiency: number;
};

/** Chooses parameters on one stretch of history after another, and trades each choice on the bars that follow it. */
export function walkForward<S>(input: WalkForwardInput<S>): WalkForward<S> {
  const { trials, plan, objective, summarize } = input;
  const sweep = new Sweep(input, trials[0]);
  const windows = walkForwardWindows({ ...plan, length: sweep.length });
  const first = windows[0]!.outOfSample.from;
  const time = sweep.time.slice(first);
  const equity = new Float64Array(time.length);
  const folds: WalkForwardFold<S>[] = [];
  let money = sweep.capital;
  let gained = 0;
  let kept = 0;
  for (const fold of windows) {
    const best = bestOf(trials, objective, (point) => {
      const result = sweep.run(point, fold.inSample);
      return { summary: summarize(result, fold.inSample), gain: gainOf(result) };
    });
    const { from, to } = fold.outOfSample;
    if (best === null) {
      equity.fill(money, from - first, to - first);
      const nothing = { chosen: null, score: Number.NaN, inSampleSummary: null, outOfSampleSummary: null };
      folds.push({ ...fold, ...nothing, fingerprint: null });
      continue;
    }
    const result = sweep.run(trials[best.index]!, fold.outOfSample, money);
    const outOfSampleSummary = summarize(result, fold.outOfSample);
    equity.set(result.equity, from - first);
    gained += best.gain / (fold.inSample.to - fold.inSample.from);
    kept += gainOf(result) / (to - from);
    folds.push({
      ...fold,
      chosen: best.index,
      score: best.score,
      inSampleSummary: best.summary,
      outOfSampleSummary,
      fingerprint: result.fingerprint,
    });
    money = result.equity[result.equity.length - 1]!;
  }
  const efficiency = gained > 0 ? kept / gained : Number.NaN;
  return { folds, time, equity, trialCount: windows.length * trials.length, efficiency };
}

/** Total return of a run as a fraction. */
function gainOf({ equity, settings }: BacktestResult): number {
  return equity[equity.length - 1]! / settings.capital - 1;
}

type Trial<S> = { readonly summary: S; readonly gain: number };
type Best<S> = Trial<S> & { readonly index: number; readonly score: number };

/** The first of the trials with the largest value. */
function bestOf<S>(
  trials: readonly SweepPoint[],
  objective: (summary: S) => number,
  run: (point: SweepPoint) => Trial<S>,
): Best<S> | null {
  let best: Best<S> | null = null;
  for (let index = 0; index < trials.length; index++) {
    const { summary, gain } = run(trials[index]!);
    const score = objective(summary);
    if (Number.isNaN(score) || (best !== null && score <= best.score)) continue;
    best = { index, score, summary, gain };
  }
  return best;
}

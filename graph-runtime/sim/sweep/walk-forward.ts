import { type Summary, summarize } from "../../analytics/summary/summarize.ts";
import { type SummaryFrame, summaryFrame } from "../../analytics/summary/summary-frame.ts";
import type { BacktestResult } from "../run-backtest.ts";
import type { Window } from "./run-window.ts";
import { Sweep, type SweepSetup } from "./sweep.ts";
import type { SweepPoint } from "./sweep-point.ts";
import { type Fold, type WindowPlan, walkForwardWindows } from "./walk-forward-windows.ts";

export type WalkForwardInput = SweepSetup & {
  /** The parameters to choose from. */
  readonly trials: readonly SweepPoint[];
  readonly plan: Omit<WindowPlan, "length">;
  /** What a choice is judged by: the trial with the largest value is taken. NaN is never taken. */
  readonly objective: (summary: Summary) => number;
};

export type WalkForwardFold = Fold & {
  /** Index of the chosen trial; null where no trial could be judged, and nothing is traded. */
  readonly chosen: number | null;
  readonly score: number;
  readonly inSampleSummary: Summary | null;
  readonly outOfSampleSummary: Summary | null;
  readonly fingerprint: string | null;
};

export type WalkForward = {
  readonly folds: readonly WalkForwardFold[];
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
export function walkForward(input: WalkForwardInput): WalkForward {
  const { trials, plan, objective } = input;
  const sweep = new Sweep(input, trials[0]);
  const windows = walkForwardWindows({ ...plan, length: sweep.length });
  const first = windows[0]!.outOfSample.from;
  const time = sweep.time.slice(first);
  const equity = new Float64Array(time.length);
  const judge = new Judge(sweep, input);
  const folds: WalkForwardFold[] = [];
  let money = sweep.capital;
  let gained = 0;
  let kept = 0;
  for (const fold of windows) {
    const best = bestOf(trials, (point) => judge.summary(sweep.run(point, fold.inSample), fold.inSample), objective);
    const { from, to } = fold.outOfSample;
    if (best === null) {
      equity.fill(money, from - first, to - first);
      const nothing = { chosen: null, score: Number.NaN, inSampleSummary: null, outOfSampleSummary: null };
      folds.push({ ...fold, ...nothing, fingerprint: null });
      continue;
    }
    const result = sweep.run(trials[best.index]!, fold.outOfSample, money);
    const outOfSampleSummary = judge.summary(result, fold.outOfSample);
    equity.set(result.equity, from - first);
    gained += best.summary.totalReturn / (fold.inSample.to - fold.inSample.from);
    kept += outOfSampleSummary.totalReturn / (to - from);
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

type Best = { readonly index: number; readonly score: number; readonly summary: Summary };

/** The first of the trials with the largest value. */
function bestOf(
  trials: readonly SweepPoint[],
  run: (point: SweepPoint) => Summary,
  objective: (summary: Summary) => number,
): Best | null {
  let best: Best | null = null;
  for (let index = 0; index < trials.length; index++) {
    const summary = run(trials[index]!);
    const score = objective(summary);
    if (Number.isNaN(score) || (best !== null && score <= best.score)) continue;
    best = { index, score, summary };
  }
  return best;
}

/** Computes summaries; sessions of a stretch are found once. */
class Judge {
  readonly #frames = new Map<string, SummaryFrame>();
  readonly #calendar: Parameters<typeof summaryFrame>[1];
  readonly #multipliers: readonly number[];

  constructor(sweep: Sweep, { lanes }: WalkForwardInput) {
    this.#calendar = sweep.calendar;
    this.#multipliers = lanes.map(({ instrument }) => instrument.multiplier);
  }

  summary({ time, equity, fillLog, settings }: BacktestResult, { from, to }: Window): Summary {
    const key = `${from} ${to}`;
    let frame = this.#frames.get(key);
    if (!frame) {
      frame = summaryFrame(time, this.#calendar);
      this.#frames.set(key, frame);
    }
    return summarize(frame, { equity, fills: fillLog, capital: settings.capital, multipliers: this.#multipliers });
  }
}

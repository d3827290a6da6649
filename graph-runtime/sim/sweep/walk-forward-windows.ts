import type { Window } from "./run-window.ts";

export type Fold = {
  /** Bars on which the parameters are chosen. */
  readonly inSample: Window;
  /** The bars right behind them, on which the choice is traded. */
  readonly outOfSample: Window;
};

export type WindowPlan = {
  /** Bars of the history. */
  readonly length: number;
  readonly folds: number;
  /** "rolling" windows keep their length and move on; "anchored" ones begin with the history and grow. */
  readonly scheme: "rolling" | "anchored";
  /** How many times as long as the bars traded the (first) window of choice is. */
  readonly ratio: number;
  /** Bars at the start that nothing is chosen on, because indicators are not known yet. */
  readonly skip?: number;
};

/** Cuts a history into folds whose traded stretches follow one another without a gap up to its last bar. */
export function walkForwardWindows({ length, folds, scheme, ratio, skip = 0 }: WindowPlan): Fold[] {
  const usable = length - skip;
  const traded = Math.floor(usable / (folds + ratio));
  if (!(folds >= 1 && ratio > 0 && traded >= 1))
    throw new Error(
      `a walk-forward needs at least one fold of at least one bar; ${folds} folds with windows ${ratio} times as long do not fit into ${usable} bars: choose fewer folds or a longer history`,
    );
  return Array.from({ length: folds }, (_, k) => {
    const start = length - (folds - k) * traded;
    const chosenFrom = scheme === "anchored" ? skip : start - Math.floor(traded * ratio);
    return { inSample: { from: chosenFrom, to: start }, outOfSample: { from: start, to: start + traded } };
  });
}

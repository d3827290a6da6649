import type { BacktestResult } from "./run-backtest.ts";
import { Sweep, type SweepSetup } from "./sweep/sweep.ts";
import type { SweepPoint } from "./sweep/sweep-point.ts";

export type SweepInput = SweepSetup & {
  /** Values of the document's parameters, one set for each backtest. */
  readonly points: readonly SweepPoint[];
};

/**
 * Runs a document at every point, in order. Bars are checked once. A point that does not compile is an error of the sweep.
 * The memory of a result is used again for the next point.
 */
export function runSweep(
  { points, ...setup }: SweepInput,
  onPoint: (result: BacktestResult, index: number) => "continue" | "cancel",
): void {
  const sweep = new Sweep(setup, points[0]);
  for (let index = 0; index < points.length; index++)
    if (onPoint(sweep.run(points[index]!), index) === "cancel") return;
}

import { compile } from "../compiler/compile.ts";
import type { Settings } from "../graph/settings.ts";
import { type BacktestResult, type LaneData, runBacktest } from "./run-backtest.ts";

export type SweepPoint = Readonly<Record<string, number | string | boolean>>;

export type SweepInput = {
  readonly document: unknown;
  readonly lanes: readonly LaneData[];
  /** Values of the document's parameters, one set for each backtest. */
  readonly points: readonly SweepPoint[];
  readonly overrides?: Partial<Settings>;
};

/** Runs a document at every point, in order. Bars are checked once. A point that does not compile is an error of the sweep. */
export function runSweep(
  { document, lanes, points, overrides }: SweepInput,
  onPoint: (result: BacktestResult, index: number) => "continue" | "cancel",
): void {
  for (let index = 0; index < points.length; index++) {
    const { program, diagnostics } = compile(document, { parameters: points[index]! });
    if (!program) throw new Error(diagnostics.map((problem) => problem.message).join("; "));
    const result = runBacktest({ program, lanes, trustBars: index > 0, ...(overrides ? { overrides } : {}) });
    if (onPoint(result, index) === "cancel") return;
  }
}

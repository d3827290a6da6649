import { createAnalysisContext } from "@/graph-runtime/analytics/analysis-context.ts";
import { computeStatistics } from "@/graph-runtime/analytics/compute-statistics.ts";
import { tradeObjects } from "@/graph-runtime/analytics/trades/trade-objects.ts";
import { compile } from "@/graph-runtime/compiler/compile.ts";
import { explain } from "@/graph-runtime/compiler/explain.ts";
import type { Program } from "@/graph-runtime/compiler/program.ts";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { type ReadOutcome, readDocument } from "@/graph-runtime/graph/read-document.ts";
import { benchmarkPrices } from "@/graph-runtime/sim/benchmark-prices.ts";
import { type LaneData, runBacktest } from "@/graph-runtime/sim/run-backtest.ts";
import { headlineIds } from "./headline.ts";
import type { Checked, PreviewResult } from "./preview-messages.ts";

/** The histories that a draft runs on: what it trades, and what it looks at only. */
export type RunData = { readonly lanes: readonly LaneData[]; readonly references: readonly LaneData[] };

/** The dock shows a few figures; the others would take most of the time of a short run. */
const shownStatistics = new Set(headlineIds);

/** Compiles a draft: what is wrong with it, and how it reads. */
export function check(
  document: GraphDocument,
  clock: () => number,
  read: (json: unknown) => ReadOutcome = readDocument,
): { readonly checked: Omit<Checked, "summaries">; readonly program: Program | null } {
  const start = clock();
  const { program, diagnostics } = compile(document, { read });
  const checkMilliseconds = clock() - start;
  const checked = {
    diagnostics,
    sentences: explain(document),
    warmup: program?.warmup ?? 0,
    checkMilliseconds,
  };
  return { checked, program };
}

/** Runs a compiled draft exactly as the server would, and keeps what the dock shows; or says why it cannot run. */
export function preview(
  program: Program,
  data: RunData,
  clock: () => number,
): PreviewResult | { readonly reason: string } {
  const start = clock();
  const result = runBacktest({ program, ...data });
  const refusal = result.diagnostics.find((diagnostic) => diagnostic.severity === "error");
  if (refusal !== undefined) return { reason: refusal.message };
  const benchmark = benchmarkPrices(program, data, result.time);
  const context = createAnalysisContext({ result, lanes: data.lanes, ...benchmark });
  return {
    fingerprint: result.fingerprint,
    time: result.time,
    equity: result.equity,
    statistics: computeStatistics(context, shownStatistics),
    trades: tradeObjects(context.trades, context.lanes),
    ambiguousBars: result.ambiguousBars,
    milliseconds: clock() - start,
  };
}

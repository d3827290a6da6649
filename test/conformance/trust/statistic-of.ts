import { createAnalysisContext } from "@/graph-runtime/analytics/analysis-context.ts";
import { computeStatistics } from "@/graph-runtime/analytics/compute-statistics.ts";
import type { Lane } from "@/graph-runtime/analytics/run-result.ts";
import type { StatisticValue } from "@/graph-runtime/analytics/statistic-value.ts";
import { laneOf, type RunPieces, runOf } from "@/graph-runtime/testkit/analysis-run.ts";

/** Returns one statistic of a run as a report would show it. */
export function statisticOf(id: string, pieces: RunPieces, lanes?: readonly Lane[]): StatisticValue {
  const result = runOf(pieces);
  const context = createAnalysisContext({ result, lanes: lanes ?? [laneOf(pieces.time, pieces.equity)] });
  const value = computeStatistics(context).find((statistic) => statistic.id === id);
  if (value === undefined) throw new Error(`there is no statistic ${id}`);
  return value;
}

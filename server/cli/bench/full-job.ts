import { buildReport } from "@/graph-runtime/analytics/report.ts";
import type { Program } from "@/graph-runtime/compiler/program.ts";
import { type LaneData, runBacktest } from "@/graph-runtime/sim/run-backtest.ts";
import type { WorkloadRun } from "./workload.ts";

/** The whole job that a user waits for: run, fingerprint, every statistic and the trade list. */
export function fullJob(program: Program, lanes: readonly LaneData[], bars: number): WorkloadRun {
  const result = runBacktest({ program, lanes });
  const failed = result.diagnostics.find((problem) => problem.severity === "error");
  if (failed) throw new Error(failed.message);
  const { statistics, tradeTable } = buildReport({ result, lanes });
  if (statistics.length === 0 || (result.fillLog.count > 0 && tradeTable.count === 0))
    throw new Error("the report is empty");
  return { fingerprint: result.fingerprint, bars };
}

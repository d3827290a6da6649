import type { Database } from "@/server/db/client.ts";
import { computeBacktest } from "@/server/features/backtests/compute-backtest.ts";
import { executeBacktest } from "@/server/features/backtests/execute-backtest.ts";
import { computePoints } from "@/server/features/sweeps/compute-points.ts";
import { executeSweep } from "@/server/features/sweeps/execute-sweep.ts";
import { deliverer } from "@/server/queue/deliver.ts";

const here = { signal: new AbortController().signal, reportProgress: async () => undefined };

/** Runs a queued backtest in this process, for tests of what is done with its result: the worker's code without a worker. */
export async function runHere(db: Database, backtestId: string): Promise<void> {
  await deliverer().withdraw("backtest.run", backtestId);
  await executeBacktest(db, backtestId, {
    ...here,
    compute: async (input) => computeBacktest(input, () => "continue"),
  });
}

/** Runs a queued sweep in this process. */
export async function sweepHere(db: Database, sweepId: string): Promise<void> {
  await deliverer().withdraw("sweep.run", sweepId);
  const shared = new Int32Array(new SharedArrayBuffer(8));
  await executeSweep(db, sweepId, { ...here, compute: async (work) => computePoints({ ...work, shared }) });
}

import type { Database } from "@/server/db/client.ts";
import { computeBacktest } from "@/server/features/backtests/compute-backtest.ts";
import { executeBacktest } from "@/server/features/backtests/execute-backtest.ts";
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

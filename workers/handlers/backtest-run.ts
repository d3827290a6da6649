import { endBacktest, executeBacktest } from "@/server/features/backtests/execute-backtest.ts";
import type { JobHandler } from "../handler.ts";
import { computeInThread } from "../threads/compute-in-thread.ts";

export const backtestRun: JobHandler<"backtest.run"> = {
  run: ({ backtestId }, { db, signal, reportProgress }) =>
    executeBacktest(db, backtestId, { compute: computeInThread, signal, reportProgress }),
  giveUp: ({ backtestId }, failure, db) => endBacktest(db, backtestId, { status: "failed", error: failure }),
};

import { Worker } from "node:worker_threads";
import type { ComputeOutcome } from "@/server/features/backtests/compute-backtest.ts";
import type { Compute } from "@/server/features/backtests/execute-backtest.ts";
import type { BacktestThreadData, BacktestThreadMessage } from "./backtest-thread-messages.ts";
import { shareLane } from "./share-bars.ts";

/** A thread that does not stop within this time of being asked is ended from outside. */
const patienceMilliseconds = 2_000;
// The bundle of the thread lies beside the bundle of the worker (scripts/launcher/bundles.js).
const thread = new URL("./backtest.thread.js", import.meta.url);

/** Computes a backtest in a thread of its own. */
export const computeInThread: Compute = (input, { onProgress, signal }) =>
  new Promise<ComputeOutcome>((resolve, reject) => {
    const cancelled = new SharedArrayBuffer(4);
    const workerData: BacktestThreadData = {
      input: { ...input, lanes: input.lanes.map(shareLane), references: input.references.map(shareLane) },
      cancelled,
    };
    const worker = new Worker(thread, { workerData });
    let killer: NodeJS.Timeout | undefined;
    let outcome: ComputeOutcome | undefined;
    const cancel = (): void => {
      Atomics.store(new Int32Array(cancelled), 0, 1);
      killer = setTimeout(() => void worker.terminate(), patienceMilliseconds);
    };
    if (signal.aborted) cancel();
    signal.addEventListener("abort", cancel, { once: true });
    worker.on("message", (message: BacktestThreadMessage) => {
      if (message.kind === "progress") onProgress(message.progress);
      else outcome = message.outcome;
    });
    worker.on("error", reject);
    worker.on("exit", (code) => {
      signal.removeEventListener("abort", cancel);
      clearTimeout(killer);
      if (outcome !== undefined) resolve(outcome);
      else if (signal.aborted) resolve({ status: "cancelled" });
      else reject(new Error(`the backtest's thread ended with code ${code} and no result`));
    });
  });

import type { ComputeOutcome } from "@/server/features/backtests/compute-backtest.ts";
import type { Compute } from "@/server/features/backtests/execute-backtest.ts";
import type { BacktestThreadData, BacktestThreadMessage } from "./backtest-thread-messages.ts";
import { shareLane } from "./share-bars.ts";
import { WarmThreads } from "./warm-threads.ts";

/** A thread that does not stop within this time of being asked is ended from outside. */
const patienceMilliseconds = 2_000;
// The bundle of the thread lies beside the bundle of the worker (scripts/launcher/bundles.js).
const threads = new WarmThreads(new URL("./backtest.thread.js", import.meta.url));

/** Starts a thread, so that the first backtest finds one. */
export function warmBacktestThread(): void {
  threads.warm();
}

/** Computes a backtest in a thread that nothing else uses meanwhile. */
export const computeInThread: Compute = (input, { onProgress, signal }) =>
  new Promise<ComputeOutcome>((resolve, reject) => {
    const cancelled = new SharedArrayBuffer(4);
    const work: BacktestThreadData = {
      input: { ...input, lanes: input.lanes.map(shareLane), references: input.references.map(shareLane) },
      cancelled,
    };
    const worker = threads.lend();
    let killer: NodeJS.Timeout | undefined;
    const cancel = (): void => {
      Atomics.store(new Int32Array(cancelled), 0, 1);
      killer = setTimeout(() => void worker.terminate(), patienceMilliseconds);
    };
    const settle = (): void => {
      signal.removeEventListener("abort", cancel);
      clearTimeout(killer);
    };
    worker.on("message", (message: BacktestThreadMessage) => {
      if (message.kind === "progress") {
        onProgress(message.progress);
        return;
      }
      settle();
      threads.takeBack(worker);
      resolve(message.outcome);
    });
    worker.on("error", (error) => {
      settle();
      reject(error);
    });
    worker.on("exit", (code) => {
      settle();
      if (signal.aborted) resolve({ status: "cancelled" });
      else reject(new Error(`the backtest's thread ended with code ${code} and no result`));
    });
    if (signal.aborted) cancel();
    signal.addEventListener("abort", cancel, { once: true });
    worker.postMessage(work);
  });

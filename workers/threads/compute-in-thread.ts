import type { Compute } from "@/server/features/backtests/execute-backtest.ts";
import { shareLane } from "./share-bars.ts";
import { WarmThreads } from "./warm-threads.ts";
import { workInThread } from "./work-in-thread.ts";

// The bundle of the thread lies beside the bundle of the worker (scripts/launcher/bundles.js).
const threads = new WarmThreads(new URL("./backtest.thread.js", import.meta.url));

/** Starts a thread, so that the first backtest finds one. */
export function warmBacktestThread(): void {
  threads.warm();
}

/** Computes a backtest in a thread that nothing else uses meanwhile. */
export const computeInThread: Compute = ({ lanes, references, ...input }, hooks) =>
  workInThread(threads, {
    input: { ...input, lanes: lanes.map(shareLane), references: references.map(shareLane) },
    ...hooks,
  });

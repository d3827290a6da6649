import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { SweepWork } from "@/server/features/sweeps/compute-points.ts";
import type { ComputeSweep } from "@/server/features/sweeps/execute-sweep.ts";
import { shareLane } from "./share-bars.ts";

/** Threads of one sweep; each holds columns of its own, and the memory of a worker has a limit. */
const mostThreads = 8;
/** Fewer points than this are not worth another thread's start. */
const pointsPerThread = 64;
/** A thread that does not stop within this time of being asked is ended from outside. */
const patienceMilliseconds = 2_000;
// The bundle of the thread lies beside the bundle of the worker (scripts/launcher/bundles.js).
const thread = new URL("./sweep.thread.js", import.meta.url);

/** Computes the points of a sweep in as many threads as there are processors. */
export const computeInPool: ComputeSweep = async (work, signal) => {
  const shared = new Int32Array(new SharedArrayBuffer(8));
  const workerData: SweepWork = {
    ...work,
    lanes: work.lanes.map(shareLane),
    references: work.references.map(shareLane),
    shared,
  };
  const wanted = Math.ceil(work.results.states.length / pointsPerThread);
  const count = Math.max(1, Math.min(availableParallelism(), mostThreads, wanted));
  const threads = Array.from({ length: count }, () => new Worker(thread, { workerData }));
  let killer: NodeJS.Timeout | undefined;
  const cancel = (): void => {
    Atomics.store(shared, 1, 1);
    killer = setTimeout(() => void Promise.all(threads.map((one) => one.terminate())), patienceMilliseconds);
  };
  if (signal.aborted) cancel();
  signal.addEventListener("abort", cancel, { once: true });
  try {
    await Promise.all(threads.map(ended));
  } finally {
    signal.removeEventListener("abort", cancel);
    // One that failed must not leave the others at work for nobody.
    Atomics.store(shared, 1, 1);
    clearTimeout(killer);
  }
};

function ended(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.on("error", reject);
    worker.on("exit", () => resolve());
  });
}

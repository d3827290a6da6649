import type { Worker } from "node:worker_threads";
import type { ImportOutcome } from "@/server/data/import/import-file.ts";
import { AppError } from "@/server/errors/app-error.ts";
import type { ImportThread } from "@/server/features/imports/execute-import.ts";
import type { ImportThreadData, ImportThreadMessage } from "./import-thread-messages.ts";
import { WarmThreads } from "./warm-threads.ts";

// The bundle of the thread lies beside the bundle of the worker (scripts/launcher/bundles.js). Starting one and the engine that it
// reads Parquet with takes longer than a short file.
const threads = new WarmThreads(new URL("./import.thread.js", import.meta.url), { idleMilliseconds: 30_000 });
/** A thread that does not stop within this time of being asked is ended from outside. */
const patienceMilliseconds = 5_000;
/** A thread that has seen this many rows is not used again: what it took from the system, it gives back with its end alone. */
const mostRows = 500_000;
const rowsSeen = new WeakMap<Worker, number>();

type Hooks = Parameters<ImportThread["load"]>[1];
type Answer = Extract<ImportThreadMessage, { readonly kind: "inspected" | "loaded" }>;

function runThread(task: ImportThreadData["task"], hooks: Hooks | null): Promise<Answer | "cancelled"> {
  return new Promise((resolve, reject) => {
    const cancelled = new SharedArrayBuffer(4);
    const work: ImportThreadData = { task, cancelled };
    const worker = threads.lend();
    let rows = 0;
    let killer: NodeJS.Timeout | undefined;
    const cancel = (): void => {
      Atomics.store(new Int32Array(cancelled), 0, 1);
      killer = setTimeout(() => void worker.terminate(), patienceMilliseconds);
    };
    const settle = (): void => {
      hooks?.signal.removeEventListener("abort", cancel);
      clearTimeout(killer);
    };
    worker.on("message", (message: ImportThreadMessage) => {
      if (message.kind === "progress") {
        rows = Math.max(rows, message.rows);
        hooks?.onProgress(message.share, message.rows);
        return;
      }
      settle();
      const seen = (rowsSeen.get(worker) ?? 0) + rows;
      rowsSeen.set(worker, seen);
      if (seen < mostRows) threads.takeBack(worker);
      else threads.end(worker);
      if (message.kind === "refused") reject(new AppError(message.code, { message: message.message }));
      else resolve(message);
    });
    worker.on("error", (error) => {
      settle();
      reject(error);
    });
    worker.on("exit", (code) => {
      settle();
      if (hooks?.signal.aborted === true) resolve("cancelled");
      else reject(new Error(`the import's thread ended with code ${code} and no result`));
    });
    if (hooks?.signal.aborted === true) cancel();
    hooks?.signal.addEventListener("abort", cancel, { once: true });
    worker.postMessage(work);
  });
}

/** Looks at files and loads them in a thread that nothing else uses meanwhile. */
export const importInThread: ImportThread = {
  inspect: async (file, fileName) => {
    const answer = await runThread({ kind: "inspect", file, fileName }, null);
    if (answer === "cancelled" || answer.kind !== "inspected")
      throw new Error("the import's thread gave no inspection");
    return answer.inspection;
  },
  fetch: (work, hooks) => outcomeOf({ kind: "fetch", ...work }, hooks),
  resample: (work, hooks) => outcomeOf({ kind: "resample", ...work }, hooks),
  load: (work, hooks) => outcomeOf({ kind: "load", ...work }, hooks),
};

async function outcomeOf(task: ImportThreadData["task"], hooks: Hooks): Promise<ImportOutcome> {
  const answer = await runThread(task, hooks);
  if (answer === "cancelled") return { status: "cancelled" };
  if (answer.kind !== "loaded") throw new Error("the import's thread gave no outcome");
  return answer.outcome;
}

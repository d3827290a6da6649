import { Worker } from "node:worker_threads";
import type { ImportOutcome } from "@/server/data/import/import-file.ts";
import { AppError } from "@/server/errors/app-error.ts";
import type { ImportThread } from "@/server/features/imports/execute-import.ts";
import type { ImportThreadData, ImportThreadMessage } from "./import-thread-messages.ts";

// The bundle of the thread lies beside the bundle of the worker (scripts/launcher/bundles.js).
const thread = new URL("./import.thread.js", import.meta.url);
/** A thread that does not stop within this time of being asked is ended from outside. */
const patienceMilliseconds = 5_000;

type Hooks = Parameters<ImportThread["load"]>[1];
type Answer = Extract<ImportThreadMessage, { readonly kind: "inspected" | "loaded" }>;

function runThread(task: ImportThreadData["task"], hooks: Hooks | null): Promise<Answer | "cancelled"> {
  return new Promise((resolve, reject) => {
    const cancelled = new SharedArrayBuffer(4);
    const workerData: ImportThreadData = { task, cancelled };
    const worker = new Worker(thread, { workerData });
    let answer: Answer | undefined;
    let refusal: AppError | undefined;
    let killer: NodeJS.Timeout | undefined;
    const cancel = (): void => {
      Atomics.store(new Int32Array(cancelled), 0, 1);
      killer = setTimeout(() => void worker.terminate(), patienceMilliseconds);
    };
    if (hooks?.signal.aborted === true) cancel();
    hooks?.signal.addEventListener("abort", cancel, { once: true });
    worker.on("message", (message: ImportThreadMessage) => {
      if (message.kind === "progress") hooks?.onProgress(message.share, message.rows);
      else if (message.kind === "refused") refusal = new AppError(message.code, { message: message.message });
      else answer = message;
    });
    worker.on("error", reject);
    worker.on("exit", (code) => {
      hooks?.signal.removeEventListener("abort", cancel);
      clearTimeout(killer);
      if (answer !== undefined) resolve(answer);
      else if (refusal !== undefined) reject(refusal);
      else if (hooks?.signal.aborted === true) resolve("cancelled");
      else reject(new Error(`the import's thread ended with code ${code} and no result`));
    });
  });
}

/** Looks at files and loads them in a thread of its own. */
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

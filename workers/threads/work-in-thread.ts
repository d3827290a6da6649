import type { WarmThreads } from "./warm-threads.ts";

/** A thread that does not stop within this time of being asked is ended from outside. */
const patienceMilliseconds = 2_000;

type Message<Progress, Outcome> =
  | { readonly kind: "progress"; readonly progress: Progress }
  | { readonly kind: "outcome"; readonly outcome: Outcome };

type Work<Input, Progress> = {
  readonly input: Input;
  readonly onProgress: (progress: Progress) => void;
  readonly signal: AbortSignal;
};

/** Computes something in a thread that nothing else uses meanwhile. */
export function workInThread<Input, Progress, Outcome>(
  threads: WarmThreads,
  { input, onProgress, signal }: Work<Input, Progress>,
): Promise<Outcome | { readonly status: "cancelled" }> {
  return new Promise((resolve, reject) => {
    const cancelled = new SharedArrayBuffer(4);
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
    worker.on("message", (message: Message<Progress, Outcome>) => {
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
      else reject(new Error(`the thread ended with code ${code} and no result`));
    });
    if (signal.aborted) cancel();
    signal.addEventListener("abort", cancel, { once: true });
    worker.postMessage({ input, cancelled });
  });
}

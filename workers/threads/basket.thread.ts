import { parentPort } from "node:worker_threads";
import { computeTogether } from "@/server/features/portfolio/compute-together.ts";
import type { BasketThreadData, BasketThreadMessage } from "./basket-thread-messages.ts";

// A thread of its own: a long computation must not keep the worker from renewing its locks.
const post = (message: BasketThreadMessage): void => parentPort?.postMessage(message);

parentPort?.on("message", ({ input, cancelled }: BasketThreadData) => {
  const flag = new Int32Array(cancelled);
  const outcome = computeTogether(input, (progress) => {
    post({ kind: "progress", progress });
    return Atomics.load(flag, 0) === 1 ? "cancel" : "continue";
  });
  post({ kind: "outcome", outcome });
});

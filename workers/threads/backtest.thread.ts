import { parentPort } from "node:worker_threads";
import { computeBacktest } from "@/server/features/backtests/compute-backtest.ts";
import type { BacktestThreadData, BacktestThreadMessage } from "./backtest-thread-messages.ts";

// Threads of their own: a long computation must not keep the worker from renewing its locks.
const post = (message: BacktestThreadMessage, transfer: ArrayBuffer[] = []): void => {
  parentPort?.postMessage(message, transfer);
};

parentPort?.on("message", ({ input, cancelled }: BacktestThreadData) => {
  const flag = new Int32Array(cancelled);
  const outcome = computeBacktest(input, (progress) => {
    post({ kind: "progress", progress });
    return Atomics.load(flag, 0) === 1 ? "cancel" : "continue";
  });
  const transfer = outcome.status === "done" ? Object.values(outcome.artifacts).map((artifact) => artifact.buffer) : [];
  post({ kind: "outcome", outcome }, transfer);
});

import { join } from "node:path";
import { startNodeChild } from "./node-child.js";

/** Starts the worker and waits for its log line "worker ready". */
export function startWorker({ root, settings, environment, logFolder }) {
  return startNodeChild({
    name: "worker",
    root,
    parameters: [join(root, "dist/worker.js")],
    environment: { ...environment, NODE_ENV: settings.isDevelopment ? "development" : "production" },
    logFolder,
    isReady: ({ output }) => output.includes('"worker ready"'),
    verbose: settings.isVerbose,
  });
}

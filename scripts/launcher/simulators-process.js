import { join } from "node:path";
import { startNodeChild } from "./node-child.js";

/** Starts the simulated brokers and waits for their log line "simulators ready". They get neither the database nor the secret. */
export function startSimulators({ root, settings, environment, logFolder, port }) {
  const { DATABASE_URL, QUANTLOOM_SECRET, ...rest } = environment;
  return startNodeChild({
    name: "simulators",
    root,
    // Books of a few accounts: a small heap is enough.
    parameters: ["--max-old-space-size=96", join(root, "dist/simulators.js")],
    environment: { ...rest, SIMULATORS_PORT: String(port) },
    logFolder,
    isReady: ({ output }) => output.includes('"simulators ready"'),
    verbose: settings.isVerbose,
  });
}

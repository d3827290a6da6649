import { join } from "node:path";
import { simulatorSettings } from "../env.ts";
import { startSimulators } from "./start-simulators.ts";

// A program: serves the simulated brokers until it is told to stop. Importing it would run it.
const { port, folder } = simulatorSettings();
const server = await startSimulators({ port, journal: join(folder, "simulators", "journal.jsonl") });
// not the log, which wants an environment with a database: the launcher waits for these words
process.stdout.write(`${JSON.stringify({ time: Date.now(), url: server.url, msg: "simulators ready" })}\n`);

let isStopping = false;
async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await server.close();
  process.exit(0);
}
process.on("SIGTERM", () => void stop());
process.on("SIGINT", () => void stop());

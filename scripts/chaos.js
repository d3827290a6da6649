// Plays many seeded schedules of mishaps against runs on simulated brokers, with real processes that are killed, and prints its counts.
// Usage: npm run chaos [-- --schedules 1000] [--seed 1]
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: { schedules: { type: "string", default: "1000" }, seed: { type: "string", default: "1" } },
});
const { status } = spawnSync("npx", ["vitest", "run", "--project", "integration", "test/integration/chaos.test.ts"], {
  stdio: "inherit",
  env: { ...process.env, QUANTLOOM_CHAOS_SCHEDULES: values.schedules, QUANTLOOM_CHAOS_SEED: values.seed },
});
process.exit(status ?? 1);

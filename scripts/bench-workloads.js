// The workloads W1 to W9, and the graph itself after them where nothing else was asked for: what --json prints stays JSON.
//   npm run bench
//   npm run bench -- --only W1 --runs 20
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const run = (...parameters) => spawnSync(process.execPath, parameters, { cwd: root, stdio: "inherit" }).status ?? 1;

const asked = process.argv.slice(2);
process.exitCode = run("scripts/quantloom.js", "bench", ...asked);
if (asked.length === 0 && process.exitCode === 0) {
  process.exitCode = run(
    ...["node_modules/tsx/dist/cli.mjs", "--tsconfig", "test/tsconfig.json"],
    "test/bench/graph.bench.ts",
  );
}

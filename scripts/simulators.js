// Runs the simulated brokers alone: npm run simulators [-- --port 4100]. Prints their address; Ctrl-C ends them.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { ensureBundle } from "./launcher/bundles.js";
import { findFreePort } from "./launcher/free-port.js";
import { describeError, LaunchError } from "./launcher/launch-error.js";
import { ensurePrismaClient } from "./launcher/prisma-client.js";

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");

try {
  if (existsSync(join(root, ".env"))) process.loadEnvFile(join(root, ".env"));
  if (process.env.DATABASE_URL) {
    throw new LaunchError(
      "Simulated brokers do not run beside a database of your own: nobody must take play money for real.",
      "Run them without DATABASE_URL.",
    );
  }
  const { values } = parseArgs({ options: { port: { type: "string" } } });
  await ensurePrismaClient(root);
  await ensureBundle(root, "simulators");
  const port = values.port ?? String(await findFreePort());
  console.log(`Simulated brokers: http://127.0.0.1:${port}`);
  const child = spawn(process.execPath, [join(root, "dist/simulators.js")], {
    cwd: root,
    env: { ...process.env, SIMULATORS_PORT: port },
    stdio: "inherit",
  });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code) => process.exit(code ?? 1));
} catch (error) {
  console.error(describeError(error));
  process.exitCode = 1;
}

// Checks every audit chain and its anchors: npm run -s audit:verify. Prints the verdict as JSON; exits 1 when a chain was touched.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { resolveDataFolder } from "./keeping/data-folder-of-command.js";
import { ensureBundle } from "./launcher/bundles.js";
import { startDatabase } from "./launcher/embedded-database.js";
import { describeError, LaunchError } from "./launcher/launch-error.js";
import { runCommand } from "./launcher/run-command.js";

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");

/** Uses the operator's own database, or the embedded one: the running one is left running. */
async function openDatabase() {
  if (process.env.DATABASE_URL) return { url: process.env.DATABASE_URL, close: async () => {} };
  const dataFolder = resolveDataFolder(root, process.env);
  if (!existsSync(join(dataFolder, "database-password"))) {
    throw new LaunchError(`There is no embedded database in ${dataFolder}.`, "Name the folder in QUANTLOOM_DATA_DIR.");
  }
  const database = await startDatabase({ dataFolder });
  return { url: database.url, close: async () => (database.adopted ? undefined : database.stop()) };
}

try {
  const { ensurePrismaClient } = await import("./launcher/prisma-client.js");
  await ensurePrismaClient(root);
  await ensureBundle(root, "verify-audit");
  const { url, close } = await openDatabase();
  try {
    const { code, output } = await runCommand(process.execPath, [join(root, "dist/verify-audit.js")], {
      cwd: root,
      env: { ...process.env, DATABASE_URL: url },
    });
    process.stdout.write(output.endsWith("\n") ? output : `${output}\n`);
    process.exitCode = code;
  } finally {
    await close();
  }
} catch (error) {
  console.error(describeError(error));
  process.exitCode = 1;
}

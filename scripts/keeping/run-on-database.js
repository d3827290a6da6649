import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ensureBundle } from "../launcher/bundles.js";
import { startDatabase } from "../launcher/embedded-database.js";
import { LaunchError } from "../launcher/launch-error.js";
import { ensurePrismaClient } from "../launcher/prisma-client.js";
import { runCommand } from "../launcher/run-command.js";
import { resolveDataFolder } from "./data-folder-of-command.js";

/** Uses the operator's own database, or the embedded one: the running one is left running. */
async function openDatabase(root) {
  if (process.env.DATABASE_URL) return { url: process.env.DATABASE_URL, secret: {}, close: async () => {} };
  const dataFolder = resolveDataFolder(root, process.env);
  if (!existsSync(join(dataFolder, "database-password"))) {
    throw new LaunchError(`There is no embedded database in ${dataFolder}.`, "Name the folder in QUANTLOOM_DATA_DIR.");
  }
  const database = await startDatabase({ dataFolder });
  const kept = join(dataFolder, "secret");
  const secret = existsSync(kept) ? { QUANTLOOM_SECRET: readFileSync(kept, "utf8").trim() } : {};
  return { url: database.url, secret, close: async () => (database.adopted ? undefined : database.stop()) };
}

/** Runs dist/<bundle>.js on the database of this installation, prints what it says and ends with its exit code. */
export async function runOnDatabase(root, bundle) {
  await ensurePrismaClient(root);
  await ensureBundle(root, bundle);
  const { url, secret, close } = await openDatabase(root);
  try {
    const { code, output } = await runCommand(process.execPath, [join(root, `dist/${bundle}.js`)], {
      cwd: root,
      env: { ...secret, ...process.env, DATABASE_URL: url },
    });
    process.stdout.write(output.endsWith("\n") ? output : `${output}\n`);
    process.exitCode = code;
  } finally {
    await close();
  }
}

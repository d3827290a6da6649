import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { startDatabase } from "../launcher/embedded-database.js";
import { LaunchError } from "../launcher/launch-error.js";
import { runCommand } from "../launcher/run-command.js";
import { copyRunningCluster } from "./copy-cluster.js";

export const backupFormat = "quantloom.backup/1";
/** What belongs to the data besides the cluster: without the secret, sessions and encrypted credentials are lost. */
export const keptFiles = ["database-password", "secret"];

/** Writes everything of a data folder into one archive, while the product runs or while it does not. */
export async function backupDatabase({ dataFolder, file }) {
  if (!existsSync(join(dataFolder, "database-password"))) {
    throw new LaunchError(`There is no embedded database in ${dataFolder}.`, "Name the folder in QUANTLOOM_DATA_DIR.");
  }
  const archive = resolve(file);
  mkdirSync(dirname(archive), { recursive: true });
  const staging = mkdtempSync(join(dirname(archive), ".backup-"));
  const unfinished = `${archive}.unfinished`;
  const database = await startDatabase({ dataFolder });
  try {
    await copyRunningCluster({ url: database.url, cluster: database.cluster, target: join(staging, "postgres") });
    for (const name of keptFiles) {
      if (existsSync(join(dataFolder, name))) copyFileSync(join(dataFolder, name), join(staging, name));
    }
    const manifest = {
      format: backupFormat,
      createdAt: new Date().toISOString(),
      postgres: 18,
      platform: process.platform,
    };
    writeFileSync(join(staging, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
    writeFileSync(unfinished, "", { mode: 0o600 });
    const { code, output } = await runCommand("tar", ["-czf", unfinished, "-C", staging, "."]);
    if (code !== 0) throw new LaunchError("The archive could not be written.", "Is there enough space?", output);
    renameSync(unfinished, archive);
    return { archive, bytes: statSync(archive).size };
  } finally {
    rmSync(staging, { recursive: true, force: true });
    rmSync(unfinished, { force: true });
    if (!database.adopted) await database.stop();
  }
}

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { clusterFolder, isClusterRunning, startDatabase } from "../launcher/embedded-database.js";
import { LaunchError } from "../launcher/launch-error.js";
import { postgresIdentity } from "../launcher/postgres-identity.js";
import { runCommand } from "../launcher/run-command.js";
import { backupFormat, keptFiles } from "./backup-database.js";

function readManifest(folder, file) {
  try {
    return JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
  } catch {
    throw new LaunchError(`${file} is not a backup of Quantloom.`, "Name a file that `npm run backup` wrote.");
  }
}

async function countTables(url) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(
      "select count(*)::int as count from information_schema.tables where table_schema not in ('pg_catalog', 'information_schema')",
    );
    return rows[0].count;
  } finally {
    await client.end();
  }
}

/**
 * Replaces the data folder's database by the one in the archive. What was there before is put aside, and put back when the
 * restored database does not start. Returns { tables, putAside }.
 */
export async function restoreDatabase({ dataFolder, file }) {
  const archive = resolve(file);
  if (!existsSync(archive))
    throw new LaunchError(`There is no file ${archive}.`, "Name a file that `npm run backup` wrote.");
  mkdirSync(dataFolder, { recursive: true });
  const identity = postgresIdentity();
  const cluster = clusterFolder(dataFolder, identity);
  if (isClusterRunning(cluster)) {
    throw new LaunchError(`The database in ${cluster} is running.`, "Stop the product first (Ctrl-C), then restore.");
  }
  const staging = mkdtempSync(join(dataFolder, ".restore-"));
  try {
    const { code, output } = await runCommand("tar", ["-xzf", archive, "-C", staging]);
    if (code !== 0)
      throw new LaunchError(`${archive} cannot be unpacked.`, "Take another backup: this one is damaged.", output);
    const manifest = readManifest(staging, archive);
    if (manifest.format !== backupFormat || manifest.postgres !== 18 || manifest.platform !== process.platform) {
      throw new LaunchError(
        `${archive} was written for PostgreSQL ${manifest.postgres} on ${manifest.platform} (${manifest.format}).`,
        `Restore it there: this release carries PostgreSQL 18, and this machine is ${process.platform}.`,
      );
    }
    if (identity.uid !== undefined) {
      const owner = `${identity.uid}:${identity.gid}`;
      spawnSync("chown", ["-R", owner, join(staging, "postgres")]);
    }
    return await exchange({ dataFolder, staging, cluster });
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

async function exchange({ dataFolder, staging, cluster }) {
  const suffix = `before-restore-${new Date().toISOString().replaceAll(":", "-")}`;
  const moved = [];
  const put = (from, to) => {
    const aside = existsSync(to) ? `${to}.${suffix}` : undefined;
    if (aside !== undefined) renameSync(to, aside);
    moved.push({ to, aside });
    renameSync(from, to);
  };
  try {
    put(join(staging, "postgres"), cluster);
    for (const name of keptFiles.filter((one) => existsSync(join(staging, one)))) {
      put(join(staging, name), join(dataFolder, name));
    }
    const database = await startDatabase({ dataFolder });
    try {
      return { tables: await countTables(database.url), putAside: moved.map(({ aside }) => aside).filter(Boolean) };
    } finally {
      await database.stop();
    }
  } catch (error) {
    for (const { to, aside } of moved.reverse()) {
      rmSync(to, { recursive: true, force: true });
      if (aside !== undefined) renameSync(aside, to);
    }
    throw error;
  }
}

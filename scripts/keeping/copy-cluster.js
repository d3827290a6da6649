import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

// Temporary or rebuilt at start; PostgreSQL's manual lists them as left out of a base backup.
const leftOut = new Set(["postmaster.pid", "postmaster.opts", "pg_internal.init", "backup_label", "tablespace_map"]);
const emptied = new Set([
  "pg_wal",
  "pg_replslot",
  "pg_dynshmem",
  "pg_notify",
  "pg_serial",
  "pg_snapshots",
  "pg_stat_tmp",
  "pg_subtrans",
]);

function copyFolder(from, to, isTop = true) {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (leftOut.has(entry.name) || entry.name.startsWith("pgsql_tmp")) continue;
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) {
      if (isTop && emptied.has(entry.name)) mkdirSync(target, { recursive: true, mode: 0o700 });
      else copyFolder(source, target, false);
    } else if (entry.isFile()) {
      try {
        copyFileSync(source, target);
      } catch (error) {
        if (error.code !== "ENOENT") throw error; // a table dropped meanwhile: the log that is replayed knows
      }
    }
  }
}

/**
 * Copies a running cluster into `target` as PostgreSQL's manual describes a base backup: between start and stop the files may
 * change under the copy, and the write-ahead log of that time, copied after them, makes them whole at the first start.
 */
export async function copyRunningCluster({ url, cluster, target }) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // The slot keeps the log of the backup's time; it vanishes with this connection.
    await client.query("select pg_create_physical_replication_slot($1, true, true)", [
      `quantloom_backup_${process.pid}`,
    ]);
    await client.query("select pg_backup_start('quantloom', true)");
    copyFolder(cluster, target);
    const { rows } = await client.query("select labelfile, spcmapfile from pg_backup_stop(false)");
    for (const file of readdirSync(join(cluster, "pg_wal")).filter((name) => /^[0-9A-F]{24}$/.test(name))) {
      copyFileSync(join(cluster, "pg_wal", file), join(target, "pg_wal", file));
    }
    writeFileSync(join(target, "backup_label"), rows[0].labelfile, { mode: 0o600 });
    if (rows[0].spcmapfile.trim() !== "") throw new Error("Tablespaces are not part of an embedded database.");
  } finally {
    await client.end();
  }
}

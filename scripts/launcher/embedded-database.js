import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { jsonFile, keepSecret } from "./data-folder.js";
import { findFreePort, isPortFree } from "./free-port.js";
import { LaunchError } from "./launch-error.js";
import { locatePostgresBinaries } from "./postgres-binaries.js";
import { postgresIdentity } from "./postgres-identity.js";
import { isProcessAlive } from "./process-alive.js";
import { lastLines, runCommand } from "./run-command.js";

const user = "quantloom";
const databaseName = "quantloom";
const restoreAdvice = (folder) =>
  `Restore a backup (npm run restore -- FILE), or start afresh and keep the old data aside: mv ${folder} ${folder}.broken`;

/** Returns where the cluster lies: in the data folder, or under /var/tmp when PostgreSQL's user cannot enter the former. */
export function clusterFolder(dataFolder, identity) {
  const inside = join(dataFolder, "postgres");
  if (identity.uid === undefined) return inside;
  const canEnter = spawnSync("test", ["-x", dataFolder], { ...identity, stdio: "ignore" }).status === 0;
  if (canEnter) return inside;
  const name = createHash("sha256").update(dataFolder).digest("hex").slice(0, 16);
  const outside = `/var/tmp/quantloom-data-${name}`;
  writeFileSync(join(dataFolder, "postgres-is-in.txt"), `${outside}\n`);
  return outside;
}

async function createCluster({ bin, cluster, identity, password, durable, log }) {
  const unfinished = `${cluster}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  const passwordFile = join(unfinished, "..", `.initdb-${process.pid}`);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (identity.uid !== undefined) {
    chownSync(unfinished, identity.uid, identity.gid);
    chownSync(passwordFile, identity.uid, identity.gid);
  }
  try {
    const flags = durable ? [] : ["--no-sync"];
    flags.push("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8");
    const { code, output } = await runCommand(
      join(bin, "initdb"),
      [`--pgdata=${unfinished}`, "--auth=scram-sha-256", `--username=${user}`, `--pwfile=${passwordFile}`, ...flags],
      { ...identity, cwd: "/", env: { ...process.env, LC_ALL: "C" } },
    );
    log(output);
    if (code !== 0) {
      throw new LaunchError(
        `The database could not be created in ${cluster}.`,
        /no space left/i.test(output) ? "The disk is full: free some space and start again." : "See the lines above.",
        lastLines(output),
      );
    }
  } finally {
    rmSync(passwordFile, { force: true });
  }
  // Renamed only when complete, so that a launcher killed half-way leaves nothing that looks like a cluster.
  renameSync(unfinished, cluster);
}

function requireUsable(cluster) {
  if (!existsSync(cluster)) return false;
  const versionFile = join(cluster, "PG_VERSION");
  if (!existsSync(versionFile)) {
    if (readdirSync(cluster).length === 0) {
      rmSync(cluster, { recursive: true });
      return false;
    }
    throw new LaunchError(`The database folder ${cluster} is damaged: PG_VERSION is missing.`, restoreAdvice(cluster));
  }
  const version = readFileSync(versionFile, "utf8").trim();
  if (version !== "18") {
    throw new LaunchError(
      `The database folder ${cluster} was written by PostgreSQL ${version}, this release carries 18.`,
      "Start the release that wrote it, make a backup there (npm run backup), and restore it here.",
    );
  }
  return true;
}

function readPostmaster(cluster) {
  try {
    const lines = readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n");
    return { pid: Number(lines[0]), port: Number(lines[3]) };
  } catch {
    return undefined;
  }
}

/** Tells whether a server runs on this cluster, whoever started it. */
export function isClusterRunning(cluster) {
  const postmaster = readPostmaster(cluster);
  return postmaster !== undefined && isProcessAlive(postmaster.pid);
}

async function query(url, text) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
  client.on("error", () => {}); // the server may go away while the connection closes
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end().catch(() => {});
  }
}

async function answersAs(url, cluster) {
  try {
    const rows = await query(url, "select current_setting('data_directory') as folder");
    return rows[0]?.folder === cluster;
  } catch {
    return false;
  }
}

/** Waits until the server answers, or throws with its last words when `isGone()`. */
async function waitUntilReady(url, isGone, timeout) {
  const deadline = Date.now() + timeout;
  for (;;) {
    try {
      await query(url, "select 1");
      return;
    } catch (error) {
      const isWrongPassword = error.code === "28P01";
      if (isWrongPassword || isGone() || Date.now() > deadline) throw error;
      await delay(50);
    }
  }
}

function explainFailure(cluster, output) {
  if (/no space left on device/i.test(output)) {
    return new LaunchError(
      "The disk is full: the database cannot write.",
      "Free some space and start again.",
      lastLines(output),
    );
  }
  if (/could not bind|address already in use/i.test(output)) {
    return new LaunchError(
      "The database's port was taken by another program.",
      "Start again: a free one is chosen.",
      lastLines(output),
    );
  }
  if (/shared memory|semaphores/i.test(output)) {
    return new LaunchError(
      "The machine gave the database no shared memory.",
      "Close other programs and start again.",
      lastLines(output),
    );
  }
  return new LaunchError(`The database in ${cluster} does not start.`, restoreAdvice(cluster), lastLines(output));
}

/**
 * Starts the embedded PostgreSQL of a data folder, creating it on first use, and returns
 * { url, pid, cluster, adopted, exited, stop }. A server left over from a launcher that was killed is adopted.
 * `durable: false` is for tests: a crash of the machine may then damage the data. What was committed survives the death of a process of
 * the database all the same, as orders depend on that.
 * `exited` resolves with the last output when the server ends without having been asked to.
 */
export async function startDatabase({ dataFolder, durable = true, log = () => {} }) {
  mkdirSync(dataFolder, { recursive: true });
  const identity = postgresIdentity();
  const bin = locatePostgresBinaries(identity);
  const cluster = clusterFolder(dataFolder, identity);
  const password = keepSecret(join(dataFolder, "database-password"));
  if (!requireUsable(cluster)) await createCluster({ bin, cluster, identity, password, durable, log });
  const state = jsonFile(dataFolder, "database.json");
  const urlFor = (port, name) => `postgresql://${user}:${password}@127.0.0.1:${port}/${name}`;

  const left = readPostmaster(cluster);
  if (left !== undefined && isProcessAlive(left.pid) && (await answersAs(urlFor(left.port, "postgres"), cluster))) {
    return adopt({ pid: left.pid, url: urlFor(left.port, databaseName), cluster });
  }

  const kept = state.read()?.port;
  const port = kept !== undefined && (await isPortFree(kept)) ? kept : await findFreePort();
  const output = [];
  const server = spawn(
    join(bin, "postgres"),
    [
      ...["-D", cluster, "-p", String(port), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="],
      ...(durable ? [] : ["-c", "fsync=off", "-c", "full_page_writes=off"]),
      ...[
        "-c",
        "max_connections=300",
        "-c",
        "shared_buffers=64MB",
        "-c",
        "timezone=UTC",
        "-c",
        "log_min_messages=warning",
      ],
    ],
    // A process group of its own: Ctrl-C in the terminal must reach the launcher alone, which stops the database last.
    {
      ...identity,
      cwd: "/",
      detached: true,
      stdio: ["ignore", "ignore", "pipe"],
      env: { ...process.env, LC_ALL: "C" },
    },
  );
  let isAsked = false;
  let isGone = false;
  const exit = new Promise((resolve) => {
    server.on("error", (error) => {
      output.push(error.message);
      isGone = true;
      resolve();
    });
    server.on("exit", () => {
      isGone = true;
      resolve();
    });
  });
  server.stderr.on("data", (chunk) => {
    output.push(chunk.toString());
    if (output.length > 200) output.shift();
    log(chunk.toString().trimEnd());
  });
  try {
    await waitUntilReady(urlFor(port, "postgres"), () => isGone, 60_000);
    const found = await query(urlFor(port, "postgres"), `select 1 from pg_database where datname = '${databaseName}'`);
    if (found.length === 0) await query(urlFor(port, "postgres"), `create database ${databaseName}`);
  } catch (error) {
    const wasGone = isGone;
    server.kill("SIGINT");
    await exit;
    if (!wasGone && error.code === "28P01") {
      throw new LaunchError(
        `The password in ${join(dataFolder, "database-password")} is not the one of the database beside it.`,
        "Restore that file from a backup.",
      );
    }
    if (!wasGone && output.length === 0) output.push(error.message);
    throw explainFailure(cluster, output.join(""));
  }
  state.write({ port, cluster });
  return {
    url: urlFor(port, databaseName),
    pid: server.pid,
    cluster,
    adopted: false,
    exited: exit.then(() => (isAsked ? new Promise(() => {}) : output.join(""))),
    async stop() {
      isAsked = true;
      if (!isGone) await stopServer(server.pid, () => isGone);
    },
  };
}

function adopt({ pid, url, cluster }) {
  let isAsked = false;
  const isGone = () => !isProcessAlive(pid);
  return {
    url,
    pid,
    cluster,
    adopted: true,
    exited: (async () => {
      while (!isGone()) await delay(500, undefined, { ref: false });
      return isAsked ? new Promise(() => {}) : "";
    })(),
    async stop() {
      isAsked = true;
      await stopServer(pid, isGone);
    },
  };
}

/** Asks for a fast shutdown (checkpoint, then exit), and insists after 20 seconds. */
async function stopServer(pid, isGone) {
  for (const [signal, patience] of [
    ["SIGINT", 20_000],
    ["SIGQUIT", 5_000],
    ["SIGKILL", 2_000],
  ]) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    for (const deadline = Date.now() + patience; Date.now() < deadline; await delay(30)) if (isGone()) return;
  }
}

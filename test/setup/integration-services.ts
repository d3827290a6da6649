import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { migrateDatabase } from "../../scripts/launcher/database-scripts.js";
import { isClusterRunning, startDatabase } from "../../scripts/launcher/embedded-database.js";
import { isProcessAlive } from "../../scripts/launcher/process-alive.js";
import { startRedis } from "../../scripts/testing/redis-server.js";
import { bundleWorker } from "./worker-bundle.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A migrated, empty database that every trial database is copied from. */
    readonly templateDatabaseUrl: string;
    /** A Redis of this run, or "" where none could be found or unpacked. */
    readonly redisUrl: string;
    /** Where the bundles of the worker and its threads lie. */
    readonly workerFolder: string;
  }
}

const prefix = "quantloom-integration-";

/** Stops what a run that was killed has left behind: its folder names the process that owned it. */
async function sweepLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((one) => one.startsWith(prefix))) {
    const folder = join(tmpdir(), name);
    const owner = join(folder, "owner.pid");
    if (!existsSync(owner) || isProcessAlive(Number(readFileSync(owner, "utf8")))) continue;
    if (isClusterRunning(join(folder, "postgres"))) await (await startDatabase({ dataFolder: folder })).stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Starts one PostgreSQL (and Redis) for the whole integration run, and stops them after it. */
export default async function startServices(project: TestProject): Promise<() => Promise<void>> {
  const root = project.vitest.config.root;
  const dataFolder = mkdtempSync(join(tmpdir(), prefix));
  await sweepLeftovers();
  writeFileSync(join(dataFolder, "owner.pid"), String(process.pid));
  // PostgreSQL's own user must be able to enter; mkdtemp keeps everybody else out.
  chmodSync(dataFolder, 0o755);
  const started: { stop(): Promise<void> }[] = [];
  const stopAll = async () => {
    for (const one of started.reverse()) await one.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  };
  try {
    const database = await startDatabase({ dataFolder, durable: false });
    started.push(database);
    const redis = await startRedis(join(root, ".cache"));
    if (redis !== undefined) started.push(redis);
    const worker = await bundleWorker(root);
    started.push({ stop: async () => worker.remove() });
    await migrateDatabase(root, { ...process.env, DATABASE_URL: database.url });
    project.provide("templateDatabaseUrl", database.url);
    project.provide("redisUrl", redis?.url ?? "");
    project.provide("workerFolder", worker.folder);
    return stopAll;
  } catch (error) {
    await stopAll();
    throw error;
  }
}

import { randomUUID } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { secret } from "@/server/config/secret.ts";
import { createDatabase } from "@/server/db/client.ts";
import type { Context } from "@/server/trpc/context.ts";
import { permissionsOf } from "@/server/trpc/permissions.ts";
import { migrateDatabase } from "../../scripts/launcher/database-scripts.js";
import { startDatabase } from "../../scripts/launcher/embedded-database.js";
import { bundleWorker } from "../setup/worker-bundle.ts";
import { startWorkerFrom, type WorkerProcess, type WorkerSettings, workerSecret } from "../setup/worker-process.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

export type LiveBench = {
  readonly url: string;
  readonly db: Context["db"];
  readonly context: Context;
  startWorker(settings?: Omit<WorkerSettings, "databaseUrl">): Promise<WorkerProcess>;
};

/** Does the work with a database of its own, and what starts real workers on it; everything is taken away afterwards. */
export async function withLiveBench(work: (bench: LiveBench) => Promise<void>): Promise<void> {
  process.env["QUANTLOOM_SECRET"] = workerSecret;
  process.env["LOG_LEVEL"] = "silent";
  const dataFolder = mkdtempSync("/var/tmp/quantloom-bench-live-");
  chmodSync(dataFolder, 0o755);
  const database = await startDatabase({ dataFolder });
  process.env["DATABASE_URL"] = database.url;
  const bundle = await bundleWorker(root);
  try {
    await migrateDatabase(join(root), process.env);
    const db = createDatabase(secret(database.url), 4);
    const startWorker: LiveBench["startWorker"] = (settings = {}) =>
      startWorkerFrom(bundle.folder, { databaseUrl: database.url, ...settings });
    await work({ url: database.url, db, context: await signUp(db), startWorker });
    await db.$disconnect();
  } finally {
    await database.stop();
    rmSync(dataFolder, { recursive: true, force: true });
    bundle.remove();
  }
}

async function signUp(db: Context["db"]): Promise<Context> {
  const team = { id: randomUUID(), name: "Bench" };
  const user = { id: randomUUID(), name: "Bench", email: "bench@test.local" };
  await db.organization.create({ data: { ...team, slug: team.id } });
  await db.user.create({ data: { ...user, emailVerified: true } });
  await db.member.create({ data: { id: randomUUID(), organizationId: team.id, userId: user.id, role: "owner" } });
  const session = { id: randomUUID(), kind: "browser" } as const;
  return { session, user, team, role: "owner", permissions: permissionsOf("owner"), db, requestId: randomUUID() };
}

/** Returns the shares of delays in milliseconds; sorts them. */
export function summary(delays: number[]) {
  delays.sort((a, b) => a - b);
  const at = (share: number): number => delays[Math.min(delays.length - 1, Math.floor(delays.length * share))] ?? -1;
  return { count: delays.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), most: at(1) };
}

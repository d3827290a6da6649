// Time from the moment a bar is due to the commit of the run's step, over many runs at once, through the real feed, queue, worker and
// PostgreSQL: npx tsx test/bench/live-steps.bench.ts [runs] [seconds] [workers]. Needs dist/migrate.js (npm run build).
import { randomUUID } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { z } from "zod";
import { readDocument } from "@/graph-runtime/graph/read-document.ts";
import { templates } from "@/graph-runtime/templates/gallery.ts";
import { secret } from "@/server/config/secret.ts";
import { createDatabase } from "@/server/db/client.ts";
import { ensureFeed } from "@/server/db/repositories/feeds.ts";
import { createStrategy, saveVersion } from "@/server/features/strategies/service.ts";
import { shardOf } from "@/server/live/shards.ts";
import type { Context } from "@/server/trpc/context.ts";
import { permissionsOf } from "@/server/trpc/permissions.ts";
import { migrateDatabase } from "../../scripts/launcher/database-scripts.js";
import { startDatabase } from "../../scripts/launcher/embedded-database.js";
import { bundleWorker } from "../setup/worker-bundle.ts";
import { startWorkerFrom } from "../setup/worker-process.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const [runCount = 100, seconds = 30, workerCount = 1] = process.argv.slice(2).map(Number);
const barMilliseconds = 1_000;
/** The first bars load programs and warm indicators up; they are not what is measured. */
const settlingMilliseconds = 5_000;
const Step = z.object({
  topic: z.string(),
  type: z.literal("step"),
  payload: z.object({ mark: z.object({ time: z.number() }) }),
});

async function makeRuns(context: Context, feedId: string): Promise<void> {
  const versions: string[] = [];
  for (const template of templates) {
    const { document } = readDocument(template.document);
    if (document === null) throw new Error(`template ${template.id} cannot be read`);
    const { id } = await createStrategy(context, { document });
    versions.push((await saveVersion(context, { id, revision: 1 })).versionId);
  }
  const ids = Array.from({ length: runCount }, () => randomUUID());
  await context.db.run.createMany({
    data: ids.map((id, at) => ({
      id,
      teamId: context.team.id,
      strategyVersionId: versions[at % versions.length] ?? "",
      feedId,
      universe: [at % 2 === 0 ? "SYN-A" : "SYN-B"],
      capital: 100_000,
      shard: shardOf(id),
      createdBy: context.user.id,
    })),
  });
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

/** Collects the delay of every step that commits; the notification of a step leaves the database when it commits. */
async function listen(url: string, delays: number[]): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  client.on("notification", ({ payload = "" }) => {
    const heard = Date.now();
    const step = Step.safeParse(JSON.parse(payload));
    if (!step.success || !step.data.topic.startsWith("run:")) return;
    delays.push(heard - (step.data.payload.mark.time + barMilliseconds));
  });
  await client.query("LISTEN quantloom");
  return client;
}

function summary(delays: number[]) {
  delays.sort((a, b) => a - b);
  const at = (share: number): number => delays[Math.min(delays.length - 1, Math.floor(delays.length * share))] ?? -1;
  return { steps: delays.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), most: at(1) };
}

process.env["QUANTLOOM_SECRET"] = "the-bench-needs-a-secret-of-at-least-32-characters";
process.env["LOG_LEVEL"] = "silent";
const dataFolder = mkdtempSync("/var/tmp/quantloom-bench-live-");
chmodSync(dataFolder, 0o755);
const database = await startDatabase({ dataFolder });
process.env["DATABASE_URL"] = database.url;
const bundle = await bundleWorker(root);
try {
  await migrateDatabase(join(root), process.env);
  const db = createDatabase(secret(database.url), 4);
  const context = await signUp(db);
  const startedAt = new Date();
  const feed = { id: "bench", kind: "synthetic", seed: 7, timeframe: "1s", barMilliseconds, startedAt } as const;
  await ensureFeed(db, { ...feed, datasetId: null, lastBarIndex: null });
  await makeRuns(context, feed.id);
  const delays: number[] = [];
  const listener = await listen(database.url, delays);
  const start = () => startWorkerFrom(bundle.folder, { databaseUrl: database.url });
  const workers = await Promise.all(Array.from({ length: workerCount }, start));
  await new Promise((resolve) => setTimeout(resolve, settlingMilliseconds));
  delays.length = 0;
  await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
  const measured = summary([...delays]);
  const backlog = await db.$queryRaw<{ events: number }[]>`
    SELECT coalesce(sum(inbox_sequence - last_sequence), 0)::int AS events FROM runs WHERE stopped_at IS NULL`;
  const loadAverage = loadavg()[0]?.toFixed(1);
  await Promise.all(workers.map((worker) => worker.stop()));
  await listener.end();
  await db.$disconnect();
  process.stdout.write(
    `${JSON.stringify({ runs: runCount, workers: workerCount, seconds, loadAverage, milliseconds: measured, backlog: backlog[0]?.events })}\n`,
  );
} finally {
  await database.stop();
  rmSync(dataFolder, { recursive: true, force: true });
  bundle.remove();
}

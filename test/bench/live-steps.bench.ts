// Time from the moment a bar is due to the commit of the run's step, over many runs at once, through the real feed, queue, worker and
// PostgreSQL: npm run bench:live-steps -- [runs] [seconds] [workers] [milliseconds of a bar]. Needs dist/migrate.js (npm run build).
import { randomUUID } from "node:crypto";
import { loadavg } from "node:os";
import pg from "pg";
import { z } from "zod";
import { readDocument } from "@/graph-runtime/graph/read-document.ts";
import { templates } from "@/graph-runtime/templates/gallery.ts";
import { ensureFeed } from "@/server/db/repositories/feeds.ts";
import { createStrategy, saveVersion } from "@/server/features/strategies/service.ts";
import { shardOf } from "@/server/live/shards.ts";
import type { Context } from "@/server/trpc/context.ts";
import { summary, withLiveBench } from "./live-bench.ts";

const [runCount = 100, seconds = 30, workerCount = 1, barMilliseconds = 1_000] = process.argv.slice(2).map(Number);
/** The first bars load programs and warm indicators up; they are not what is measured. */
const settlingMilliseconds = Math.max(5_000, 1.5 * barMilliseconds);
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

await withLiveBench(async ({ url, db, context, startWorker }) => {
  const startedAt = new Date();
  const feed = { id: "bench", kind: "synthetic", seed: 7, timeframe: "1s", barMilliseconds, startedAt } as const;
  await ensureFeed(db, { ...feed, datasetId: null, lastBarIndex: null });
  await makeRuns(context, feed.id);
  const delays: number[] = [];
  const listener = await listen(url, delays);
  const workers = await Promise.all(Array.from({ length: workerCount }, () => startWorker()));
  await new Promise((resolve) => setTimeout(resolve, settlingMilliseconds));
  delays.length = 0;
  await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
  const milliseconds = summary([...delays]);
  const [backlog] = await db.$queryRaw<{ events: number }[]>`
    SELECT coalesce(sum(inbox_sequence - last_sequence), 0)::int AS events FROM runs WHERE stopped_at IS NULL`;
  const loadAverage = loadavg()[0]?.toFixed(1);
  await Promise.all(workers.map((worker) => worker.stop()));
  await listener.end();
  const figures = {
    runs: runCount,
    workers: workerCount,
    seconds,
    barMilliseconds,
    loadAverage,
    milliseconds,
    backlog: backlog?.events,
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
});

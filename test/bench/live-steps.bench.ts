// Time from the moment a bar is due to the commit of the run's step, over many runs at once, through the real feed, queue, worker and
// PostgreSQL: npm run bench:live-steps -- [runs] [seconds] [workers] [milliseconds of a bar]. Needs dist/migrate.js (npm run build).
import { randomUUID } from "node:crypto";
import { loadavg } from "node:os";
import pg from "pg";
import { z } from "zod";
import { compile } from "@/graph-runtime/compiler/compile.ts";
import { readDocument } from "@/graph-runtime/graph/read-document.ts";
import { templates } from "@/graph-runtime/templates/gallery.ts";
import { ensureFeed, type FeedRow } from "@/server/db/repositories/feeds.ts";
import { createStrategy, saveVersion } from "@/server/features/strategies/service.ts";
import { dealSymbols } from "@/server/live/deal-symbols.ts";
import { openFeedSource } from "@/server/live/feed-source.ts";
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

async function makeRuns(context: Context, feed: FeedRow): Promise<void> {
  const market = (await openFeedSource(feed)).instruments.map(({ symbol }) => symbol);
  const versions: { readonly id: string; readonly universe: string[] }[] = [];
  for (const template of templates) {
    const { document } = readDocument(template.document);
    if (document === null) throw new Error(`template ${template.id} cannot be read`);
    const { program } = compile(document);
    // what names more instruments than the market has is refused when a run is started
    if (program === null || program.required.universe.length > market.length) continue;
    const universe = dealSymbols({ name: template.id, document }, versions.length, market);
    const { id } = await createStrategy(context, { document });
    versions.push({ id: (await saveVersion(context, { id, revision: 1 })).versionId, universe });
  }
  const ids = Array.from({ length: runCount }, () => randomUUID());
  await context.db.run.createMany({
    data: ids.map((id, at) => ({
      id,
      teamId: context.team.id,
      strategyVersionId: versions[at % versions.length]?.id ?? "",
      feedId: feed.id,
      universe: versions[at % versions.length]?.universe ?? [],
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
  await makeRuns(context, { ...feed, datasetId: null, lastBarIndex: null });
  const delays: number[] = [];
  const listener = await listen(url, delays);
  const workers = await Promise.all(Array.from({ length: workerCount }, () => startWorker()));
  await new Promise((resolve) => setTimeout(resolve, settlingMilliseconds));
  delays.length = 0;
  await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
  const milliseconds = summary([...delays]);
  const [backlog] = await db.$queryRaw<{ events: number }[]>`
    SELECT coalesce(sum(inbox_sequence - last_sequence), 0)::int AS events FROM runs WHERE stopped_at IS NULL`;
  const neverStepped = await db.run.count({ where: { OR: [{ lastSequence: 0 }, { isAside: true }] } });
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
    neverStepped,
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
});

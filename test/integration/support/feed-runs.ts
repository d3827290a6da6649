import { randomUUID } from "node:crypto";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import type { RunSchedule } from "@/graph-runtime/risk/run-schedule.ts";
import type { Database } from "@/server/db/client.ts";
import { ensureFeed, findFeed } from "@/server/db/repositories/feeds.ts";
import { appendToRun } from "@/server/db/repositories/run-inbox.ts";
import { createStrategy, saveVersion } from "@/server/features/strategies/service.ts";
import { advanceFeed } from "@/server/live/advance-feed.ts";
import { openFeedSource } from "@/server/live/feed-source.ts";
import { createLiveRuntime } from "@/server/live/live-runtime.ts";
import { crossDocument } from "./documents.ts";
import type { Member } from "./platform.ts";

export const barMilliseconds = 1_000;
/** When the feeds begin: Monday, 5 January 2026. */
export const start = Date.UTC(2026, 0, 5);
export const never = new AbortController().signal;
type Extra = { readonly status?: string; readonly schedule?: RunSchedule };

/** Runs whose bars close when the test says so; `trader` tells who starts them, once that is known. */
export function feedRuns(db: () => Database, trader: () => Member) {
  let shard = 0;

  /** A run on a feed of its own in a shard of its own: every test has its market to itself. */
  async function startRun(more: Extra = {}, document: GraphDocument = crossDocument(randomUUID())) {
    const feedId = `market-${randomUUID()}`;
    const runId = randomUUID();
    shard += 1;
    await ensureFeed(db(), {
      id: feedId,
      kind: "synthetic",
      seed: 7,
      timeframe: "1s",
      barMilliseconds,
      startedAt: new Date(start),
      datasetId: null,
      lastBarIndex: null,
    });
    const named = { ...document, name: `run ${runId}` };
    const { id: strategyId } = await createStrategy(trader().context, { document: named });
    const { versionId } = await saveVersion(trader().context, { id: strategyId, revision: 1 });
    await db().run.create({
      data: {
        id: runId,
        teamId: trader().context.team.id,
        strategyVersionId: versionId,
        feedId,
        universe: ["SYN-A"],
        capital: 10_000,
        shard,
        createdBy: trader().context.user.id,
        ...more,
      },
    });
    const feed = await findFeed(db(), feedId);
    if (feed === null) throw new Error("expected a feed");
    const source = await openFeedSource(feed);
    /** Lets the market go on until the given bar has closed. */
    const closeBar = async (index: number): Promise<void> => {
      const now = start + (index + 1) * barMilliseconds;
      while ((await advanceFeed(db(), { feedId, source, now })).hasMore);
    };
    return { runId, feedId, source, closeBar, shard };
  }

  const inboxOf = (runId: string) =>
    db().runInbox.findMany({ where: { runId }, orderBy: { sequence: "asc" }, select: { key: true, kind: true } });
  const drain = (of: number, worker = "tester") =>
    createLiveRuntime(db(), { worker, leaseMilliseconds: 5_000, sendFor: () => undefined }).drainShard(of, never);
  const command = (runId: string, name: string, flatten = false) =>
    db().$transaction((tx) =>
      appendToRun(tx, runId, {
        key: `command:${randomUUID()}`,
        kind: "command",
        payload: { command: name, flatten, actor: "tester", time: start },
      }),
    );
  const runOf = (id: string) => db().run.findUniqueOrThrow({ where: { id } });

  return { startRun, inboxOf, drain, command, runOf };
}

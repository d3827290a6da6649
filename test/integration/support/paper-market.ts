import type { Database } from "@/server/db/client.ts";
import { ensureFeed, findFeed } from "@/server/db/repositories/feeds.ts";
import { applyUpdate } from "@/server/features/subscriptions/apply-update.ts";
import { advanceFeed } from "@/server/live/advance-feed.ts";
import { watchBaskets } from "@/server/live/basket/watch-baskets.ts";
import { openFeedSource } from "@/server/live/feed-source.ts";
import { createLiveRuntime } from "@/server/live/live-runtime.ts";

const start = Date.UTC(2026, 0, 5);
const barMilliseconds = 1_000;
const never = new AbortController().signal;

/** The market that subscriptions run in, whose bars close when the test says so; `go` works off what its runs were given, too. */
export async function openPaperMarket(db: Database) {
  await ensureFeed(db, {
    id: "synthetic",
    kind: "synthetic",
    seed: 7,
    timeframe: "1s",
    barMilliseconds,
    startedAt: new Date(start),
    datasetId: null,
    lastBarIndex: null,
  });
  const feed = await findFeed(db, "synthetic");
  if (feed === null) throw new Error("expected a feed");
  const source = await openFeedSource(feed);
  const runtime = createLiveRuntime(db, {
    worker: "tester",
    leaseMilliseconds: 5_000,
    sendFor: () => undefined,
    whenStill: (id) => applyUpdate(db, id),
    whenStepped: async (baskets) => (watches ? watchBaskets(db, baskets) : undefined),
  });
  let index = 1_000;
  let watches = true;
  let followed = false;

  async function settle(withTwins = followed): Promise<void> {
    const rows = await db.run.findMany({
      where: { stoppedAt: null, ...(withTwins ? {} : { subscriptionId: { not: null } }) },
      distinct: ["shard"],
      select: { shard: true },
    });
    for (const { shard } of rows) await runtime.drainShard(shard, never);
  }

  return {
    /** Works off what runs were given: those of subscriptions, and the platform's twins where they are asked for. */
    settle,
    /** Leaves baskets without their watch from now on, or gives it back. */
    setWatching: (isWatching: boolean): void => {
      watches = isWatching;
    },
    /** Steps the platform's twins with every bar from now on, too, or leaves them behind. */
    setTwins: (isStepping: boolean): void => {
      followed = isStepping;
    },
    /** Lets some bars close, `stride` of them at a time, until `isDone` says so. */
    async go(most: number, isDone?: () => Promise<boolean>, stride = 1): Promise<boolean> {
      for (let bar = 0; bar < most; bar += stride) {
        index += stride;
        await advanceFeed(db, { feedId: feed.id, source, now: start + (index + 1) * barMilliseconds });
        await settle();
        if (isDone !== undefined && (await isDone())) return true;
      }
      return isDone === undefined;
    },
  };
}

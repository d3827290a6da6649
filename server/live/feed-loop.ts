import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "../db/client.ts";
import { type FeedRow, listFeeds } from "../db/repositories/feeds.ts";
import { log } from "../log.ts";
import type { Deliverer } from "../queue/deliver.ts";
import { advanceSeenFeed, dueIndex } from "./advance-feed.ts";
import { openFeedSource, type PacedSource } from "./feed-source.ts";

/** New feeds are noticed at least this often. */
const longestSleep = 1_000;
const retryMilliseconds = 500;

/** Has the shards' inboxes looked into. */
export type Wake = (shards: readonly number[]) => Promise<void>;

type Surroundings = {
  readonly db: Database;
  /** Steps here what few runs were given. */
  readonly wake: Wake;
  /** Deals out among all workers what many were given. */
  readonly deal: Wake;
  readonly signal: AbortSignal;
};

/** A worker steps as many runs faster than a job could reach another. */
const mostHere = 250;

/**
 * Gives every feed's bars to its runs as they close, until the signal aborts. Any number of processes may do this at once: they
 * take turns by the lock on the feed's row, so a process that dies is replaced by the next one's next turn.
 */
export async function runFeedLoop({ db, wake, deal, signal }: Surroundings): Promise<void> {
  const sources = new Map<string, PacedSource>();
  let feeds: readonly FeedRow[] = [];
  while (!signal.aborted) {
    let pause = retryMilliseconds;
    try {
      // a bar that has closed does not wait for the list
      const turns = await Promise.all(feeds.map((feed) => takeTurn(feed)));
      const known = new Set(feeds.map(({ id }) => id));
      // those of brokers are kept by whoever holds their stream
      feeds = (await listFeeds(db)).filter(({ kind }) => kind !== "broker");
      const isNew = feeds.some(({ id }) => !known.has(id));
      pause = isNew || turns.includes(true) ? 0 : Math.min(longestSleep, ...feeds.map(untilNextBar));
    } catch (error) {
      log().error({ err: error }, "feed turn failed");
    }
    // An abort ends the sleep; the loop's condition sees it.
    await sleep(Math.max(pause, 1), undefined, { signal }).catch(() => undefined);
  }

  /** Gives a feed's bars that have closed; returns whether more of them have. */
  async function takeTurn(feed: FeedRow): Promise<boolean> {
    let source = sources.get(feed.id);
    if (source === undefined) {
      source = await openFeedSource(feed);
      sources.set(feed.id, source);
    }
    const now = Date.now();
    if (dueIndex(feed, source, now) <= (feed.lastBarIndex ?? Number.NEGATIVE_INFINITY)) return false;
    const { shards, runs, hasMore } = await advanceSeenFeed(db, { feed, source, now });
    await (runs > mostHere ? deal(shards) : wake(shards));
    return hasMore;
  }

  function untilNextBar(feed: FeedRow): number {
    const source = sources.get(feed.id);
    if (source === undefined) return 0;
    const now = Date.now();
    const due = dueIndex(feed, source, now);
    return due >= source.lastIndex ? longestSleep : feed.startedAt.getTime() + (due + 2) * feed.barMilliseconds - now;
  }
}

/** Asks the live workers to look into the shards' inboxes. A wake-up of a shard at work is kept until it is done. */
export async function wakeShards(deliverer: Deliverer, shards: readonly number[]): Promise<void> {
  await Promise.all(
    shards.map((shard) => deliverer.deliver("live.wake", { version: 1, shard }, { lane: `shard-${shard}` })),
  );
}

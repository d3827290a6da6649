import type { Database } from "../../db/client.ts";
import { type FeedBarRow, listFeedSymbols, storeFeedBars } from "../../db/repositories/broker-feeds.ts";
import { lockFeed, moveFeed } from "../../db/repositories/feeds.ts";
import { appendToRunsOfFeed } from "../../db/repositories/run-inbox.ts";
import { barEvent, gapEvent, longestCatchUp } from "../advance-feed.ts";

type Given = {
  readonly feedId: string;
  readonly bars: readonly FeedBarRow[];
  /** The last bar that has closed, whether anything was traded in it or not. */
  readonly until: number;
};

/** The shards that have something to do; "unready" where a symbol's history is not here yet, and null where another is at it. */
export type Giving = readonly number[] | "unready" | null;

/**
 * Keeps bars of a broker's feed and gives them to its runs, each exactly once: the feed's row is locked and moved on in the same
 * transaction. What was given stays as it is, whatever the broker says of it later.
 */
export async function giveBars(db: Database, { feedId, bars, until }: Given): Promise<Giving> {
  return db.$transaction(async (tx) => {
    const feed = await lockFeed(tx, feedId);
    if (feed === null) return null;
    if ((await listFeedSymbols(tx, feedId)).some(({ isReady }) => !isReady)) return "unready";
    const last = feed.lastBarIndex ?? Number.NEGATIVE_INFINITY;
    const fresh = bars.filter(({ index }) => index > last && index <= until);
    await storeFeedBars(tx, feedId, fresh);
    const indices = [...new Set(fresh.map(({ index }) => index))].sort((a, b) => a - b);
    const missed = indices.slice(0, Math.max(0, indices.length - longestCatchUp));
    const timeOf = (index: number): number => feed.startedAt.getTime() + index * feed.barMilliseconds;
    const events = indices.slice(missed.length).map((index) => {
      const own = fresh.filter((bar) => bar.index === index);
      const tuples = own.map(({ symbol, open, high, low, close, volume }) => {
        return [symbol, [open, high, low, close, volume]] as [string, [number, number, number, number, number]];
      });
      return barEvent({ index, time: timeOf(index), bars: Object.fromEntries(tuples) });
    });
    const [first, newest] = [missed[0], missed.at(-1)];
    if (first !== undefined && newest !== undefined)
      events.unshift(gapEvent({ fromIndex: first, toIndex: newest, time: timeOf(newest) }));
    const given = events.length === 0 ? [] : await appendToRunsOfFeed(tx, feedId, events);
    if (until > last) await moveFeed(tx, feedId, until);
    return given.map(({ shard }) => shard);
  });
}

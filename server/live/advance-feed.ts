import type { Database } from "../db/client.ts";
import { type FeedRow, lockFeed, moveFeed } from "../db/repositories/feeds.ts";
import { giveNextBar } from "../db/repositories/give-bar.ts";
import { appendToRunsOfFeed, type InboxEvent } from "../db/repositories/run-inbox.ts";
import type { PacedSource } from "./feed-source.ts";
import type { BarPayload, GapPayload } from "./inbox-payload.ts";

/** Bars that are made up for one by one after a standstill; older ones become one gap. */
export const longestCatchUp = 500;
/** Bars given out in one transaction. */
const chunk = 100;

export type FeedAdvance = {
  /** Shards whose runs were given something. */
  readonly shards: readonly number[];
  /** The runs that were. */
  readonly runs: number;
  /** True where more bars are due at once. */
  readonly hasMore: boolean;
};

const nothing: FeedAdvance = { shards: [], runs: 0, hasMore: false };

/** Returns the index of the last bar that has closed by `now`. */
export function dueIndex(feed: FeedRow, source: Pick<PacedSource, "lastIndex">, now: number): number {
  const closed = Math.floor((now - feed.startedAt.getTime()) / feed.barMilliseconds) - 1;
  return Math.min(closed, source.lastIndex);
}

/**
 * Gives the bars that have closed by `now` to the runs of a feed, each exactly once: the feed's row is locked and moved on in the
 * same transaction, and the inbox refuses a second bar of the same index. A process that finds the feed locked has nothing to do.
 */
export async function advanceFeed(
  db: Database,
  { feedId, source, now }: { readonly feedId: string; readonly source: PacedSource; readonly now: number },
): Promise<FeedAdvance> {
  return db.$transaction(async (tx) => {
    const feed = await lockFeed(tx, feedId);
    if (feed === null) return nothing;
    const due = dueIndex(feed, source, now);
    // A feed that has never run begins with the bar that is due; a replay with its first bar.
    const begin = Number.isFinite(source.firstIndex) ? source.firstIndex : due;
    let next = feed.lastBarIndex === null ? begin : feed.lastBarIndex + 1;
    if (next > due) return nothing;
    const events: InboxEvent[] = [];
    // A replay cannot be late: only a market that went on without us leaves a gap.
    const isMarket = source.lastIndex === Number.POSITIVE_INFINITY;
    if (isMarket && due - next + 1 > longestCatchUp) {
      const toIndex = due - longestCatchUp;
      events.push(gapEvent({ fromIndex: next, toIndex, time: source.timeOf(toIndex) }));
      next = toIndex + 1;
    }
    const last = Math.min(due, next + chunk - 1);
    for (let index = next; index <= last; index += 1) {
      events.push(barEvent({ index, time: source.timeOf(index), bars: mutable(source.barsAt(index)) }));
    }
    const given = await appendToRunsOfFeed(tx, feed.id, events);
    await moveFeed(tx, feed.id, last);
    return advanceOf(given, last < due);
  });
}

/**
 * Does the same in one statement where one bar is due after the last that was seen, which it nearly always is. `feed` may be a second
 * old: where it was moved on or changed since, it is advanced as it is now.
 */
export async function advanceSeenFeed(
  db: Database,
  { feed, source, now }: { readonly feed: FeedRow; readonly source: PacedSource; readonly now: number },
): Promise<FeedAdvance> {
  const index = dueIndex(feed, source, now);
  if (feed.lastBarIndex !== null && index === feed.lastBarIndex + 1) {
    const bar = barEvent({ index, time: source.timeOf(index), bars: mutable(source.barsAt(index)) });
    const given = await giveNextBar(db, feed, bar);
    if (given !== null) return advanceOf(given, false);
  }
  return advanceFeed(db, { feedId: feed.id, source, now });
}

function advanceOf(given: readonly { readonly shard: number; readonly runs: number }[], hasMore: boolean): FeedAdvance {
  return { shards: given.map(({ shard }) => shard), runs: given.reduce((sum, one) => sum + one.runs, 0), hasMore };
}

/** A bar as it enters an inbox, once. */
export function barEvent(payload: BarPayload): InboxEvent {
  return { key: `bar:${payload.index}`, kind: "bar", payload };
}

/** Bars that were missed, as they enter an inbox. */
export function gapEvent(payload: GapPayload): InboxEvent {
  return { key: `gap:${payload.fromIndex}-${payload.toIndex}`, kind: "gap", payload };
}

export function mutable(bars: ReturnType<PacedSource["barsAt"]>): BarPayload["bars"] {
  return Object.fromEntries(Object.entries(bars).map(([symbol, tuple]) => [symbol, [...tuple]]));
}

import type { Queryable, Transaction } from "../client.ts";
import type { Prisma } from "../generated/client.ts";

export type FeedSymbolRow = {
  readonly symbol: string;
  /** The broker's own description of it. */
  readonly instrument: unknown;
  /** Bars of history that its runs want before their first. */
  readonly warmBars: number;
  readonly isReady: boolean;
};

export type FeedBarRow = {
  readonly symbol: string;
  readonly index: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
};

/** How the stream of a broker's feed is. */
export type FeedPulse = {
  readonly state: "connecting" | "open" | "waiting" | "closed" | "filling";
  readonly reason: string | null;
  /** When anything was heard last, a heartbeat too. */
  readonly heardAt: Date | null;
  /** How long after a trade it was heard last. */
  readonly lagMilliseconds: number | null;
};

type NewFeed = {
  readonly id: string;
  readonly accountId: string;
  readonly timeframe: string;
  readonly barMilliseconds: number;
  /** The bar that is over already. */
  readonly lastBarIndex: number;
};

/** Adds the feed of an account, or resumes it. Its bars are counted from 1970 on. */
export async function openBrokerFeed(tx: Transaction, { lastBarIndex, ...feed }: NewFeed): Promise<void> {
  const data = { ...feed, kind: "broker", startedAt: new Date(0), lastBarIndex: BigInt(lastBarIndex) };
  await tx.feed.createMany({ data: [data], skipDuplicates: true });
  await resumeFeed(tx, feed.id, (lastBarIndex + 1) * feed.barMilliseconds);
}

/** Has a broker's feed that no run follows go on from `now`: what went by meanwhile is nobody's. */
export async function resumeFeed(tx: Transaction, id: string, now: number): Promise<void> {
  await tx.$executeRaw`
    UPDATE feeds SET last_bar_index = GREATEST(last_bar_index, floor(${now}::float8 / bar_milliseconds)::bigint - 1)
    WHERE id = ${id} AND kind = 'broker' AND NOT EXISTS (
      SELECT FROM runs WHERE feed_id = feeds.id AND stopped_at IS NULL AND status <> 'draft')`;
}

type NewSymbol = Pick<FeedSymbolRow, "symbol" | "warmBars"> & { readonly instrument: Prisma.InputJsonObject };

/** Has a feed listen to symbols; one that now wants more history has to be made ready again. */
export async function addFeedSymbols(tx: Transaction, feedId: string, symbols: readonly NewSymbol[]): Promise<void> {
  for (const { symbol, instrument, warmBars } of symbols) {
    await tx.$executeRaw`
      INSERT INTO feed_symbols (feed_id, symbol, instrument, warm_bars)
      VALUES (${feedId}, ${symbol}, ${JSON.stringify(instrument)}::jsonb, ${warmBars})
      ON CONFLICT (feed_id, symbol) DO UPDATE SET
        instrument = EXCLUDED.instrument, warm_bars = GREATEST(feed_symbols.warm_bars, EXCLUDED.warm_bars),
        is_ready = feed_symbols.is_ready AND EXCLUDED.warm_bars <= feed_symbols.warm_bars`;
  }
}

export async function listFeedSymbols(db: Queryable, feedId: string): Promise<FeedSymbolRow[]> {
  const select = { symbol: true, instrument: true, warmBars: true, isReady: true };
  return db.feedSymbol.findMany({ where: { feedId }, select, orderBy: { symbol: "asc" } });
}

/** Says that the history of a symbol is here, or of all symbols that it is not. */
export async function markReady(db: Queryable, feedId: string, symbol: string | null): Promise<void> {
  const where = { feedId, ...(symbol === null ? {} : { symbol }) };
  await db.feedSymbol.updateMany({ where, data: { isReady: symbol !== null } });
}

/** Keeps bars; one that is here already stays as it is. */
export async function storeFeedBars(db: Queryable, feedId: string, bars: readonly FeedBarRow[]): Promise<void> {
  const data = bars.map(({ index, ...bar }) => ({ feedId, ...bar, barIndex: BigInt(index) }));
  if (data.length > 0) await db.feedBar.createMany({ data, skipDuplicates: true });
}

/** Returns the bars of a feed from one index to another, both included, in rising order. */
export async function listFeedBars(db: Queryable, feedId: string, from: number, to: number): Promise<FeedBarRow[]> {
  const rows = await db.feedBar.findMany({
    where: { feedId, barIndex: { gte: BigInt(from), lte: BigInt(to) } },
    orderBy: [{ barIndex: "asc" }, { symbol: "asc" }],
  });
  return rows.map(toBar);
}

/** Returns the last bars of a symbol before an index, in rising order. */
export async function listBarsBefore(
  db: Queryable,
  feedId: string,
  { symbol, before, count }: { readonly symbol: string; readonly before: number; readonly count: number },
): Promise<FeedBarRow[]> {
  const where = { feedId, symbol, barIndex: { lt: BigInt(before) } };
  const rows = await db.feedBar.findMany({ where, orderBy: { barIndex: "desc" }, take: count });
  return rows.reverse().map(toBar);
}

function toBar({ barIndex, feedId: _feed, ...bar }: Prisma.FeedBarGetPayload<object>): FeedBarRow {
  return { ...bar, index: Number(barIndex) };
}

/** Returns the broker's feeds that runs follow now, by their account. */
export async function listFeedsAtWork(
  db: Queryable,
): Promise<{ readonly id: string; readonly accountId: string | null }[]> {
  const runs = { some: { stoppedAt: null, status: { not: "draft" } } };
  return db.feed.findMany({ where: { kind: "broker", runs }, select: { id: true, accountId: true } });
}

export async function storePulse(db: Queryable, feedId: string, pulse: FeedPulse): Promise<void> {
  const { state, reason, heardAt, lagMilliseconds } = pulse;
  const data = { streamState: state, streamReason: reason, heardAt, lagMilliseconds };
  await db.feed.update({ where: { id: feedId }, data, select: { id: true } });
}

export async function countFilledBars(db: Queryable, feedId: string, count: number): Promise<void> {
  await db.feed.update({ where: { id: feedId }, data: { filledBars: { increment: count } }, select: { id: true } });
}

export type StoredPulse = Omit<FeedPulse, "state"> & { readonly state: string | null; readonly filledBars: number };

export async function readPulse(db: Queryable, feedId: string): Promise<StoredPulse> {
  const { streamState, streamReason, heardAt, lagMilliseconds, filledBars } = await db.feed.findUniqueOrThrow({
    where: { id: feedId },
    select: { streamState: true, streamReason: true, heardAt: true, lagMilliseconds: true, filledBars: true },
  });
  return { state: streamState, reason: streamReason, heardAt, lagMilliseconds, filledBars };
}

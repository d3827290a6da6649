import type { Queryable, Transaction } from "../client.ts";
import type { Prisma } from "../generated/client.ts";

export type FeedKind = "synthetic" | "replay" | "broker";

/** A stream of bars. Bar `index` opens at startedAt + index x barMilliseconds on the feed's own clock. */
export type FeedRow = {
  readonly id: string;
  readonly kind: FeedKind;
  readonly seed: number;
  readonly timeframe: string;
  readonly barMilliseconds: number;
  readonly startedAt: Date;
  /** The history that a replay plays; null for the synthetic market. */
  readonly datasetId: string | null;
  /** The last bar that the runs were given; null before the first. */
  readonly lastBarIndex: number | null;
  /** The linked account whose ticks make the bars of a broker's feed; null for the others. */
  readonly accountId?: string | null;
};

const columns = {
  id: true,
  kind: true,
  seed: true,
  timeframe: true,
  barMilliseconds: true,
  startedAt: true,
  datasetId: true,
  lastBarIndex: true,
  accountId: true,
} satisfies Prisma.FeedSelect;

function toRow(found: Prisma.FeedGetPayload<{ select: typeof columns }>): FeedRow {
  return {
    ...found,
    kind: found.kind as FeedKind,
    seed: Number(found.seed),
    lastBarIndex: found.lastBarIndex === null ? null : Number(found.lastBarIndex),
  };
}

export async function listFeeds(db: Queryable): Promise<FeedRow[]> {
  const rows = await db.feed.findMany({ orderBy: { id: "asc" }, select: columns });
  return rows.map(toRow);
}

export async function findFeed(db: Queryable, id: string): Promise<FeedRow | null> {
  const row = await db.feed.findUnique({ where: { id }, select: columns });
  return row && toRow(row);
}

/** Adds a feed, or leaves the one that has its id as it is. */
export async function ensureFeed(db: Queryable, feed: FeedRow): Promise<void> {
  const { seed, lastBarIndex, ...rest } = feed;
  const data = { ...rest, seed: BigInt(seed), lastBarIndex: lastBarIndex === null ? null : BigInt(lastBarIndex) };
  await db.feed.createMany({ data: [data], skipDuplicates: true });
}

/**
 * Holds a feed until the transaction ends, or returns null when another process is moving it on right now. Its key stays readable: whoever
 * changes a run twice in one transaction has it checked.
 */
export async function lockFeed(tx: Transaction, id: string): Promise<FeedRow | null> {
  const locked = await tx.$queryRaw<unknown[]>`SELECT 1 FROM feeds WHERE id = ${id} FOR NO KEY UPDATE SKIP LOCKED`;
  return locked.length === 1 ? findFeed(tx, id) : null;
}

export async function moveFeed(tx: Transaction, id: string, lastBarIndex: number): Promise<void> {
  await tx.feed.update({ where: { id }, data: { lastBarIndex: BigInt(lastBarIndex) } });
}

import type { Database, Queryable, Transaction } from "../client.ts";
import { Prisma } from "../generated/client.ts";

/** Whose basket it is: a subscriber's, or the platform's own run of a published version. */
export type BasketRef = { readonly kind: "subscription" | "twin"; readonly id: string };

/** The column of `runs` that says whose they are. */
const ownerOf = {
  subscription: Prisma.raw("subscription_id"),
  twin: Prisma.raw("listing_version_id"),
} as const;

/** Where a watch is kept, and which rows of it may be replaced. */
const kept = {
  subscription: { table: Prisma.raw("subscriptions"), key: Prisma.raw("id"), may: Prisma.sql`status = 'active'` },
  twin: { table: Prisma.raw("twin_watches"), key: Prisma.raw("listing_version_id"), may: Prisma.sql`true` },
} as const;

/** A basket under way that has limits or moves money between its members, as its watch needs it. */
export type WatchedRow = BasketRef & {
  readonly teamId: string;
  readonly listingVersionId: string;
  readonly title: string;
  /** server/features/subscriptions/settings.ts; a twin has none of its own */
  readonly settings: unknown;
  /** server/features/baskets/dto.ts */
  readonly basket: unknown;
  /** server/live/basket/watch-state.ts */
  readonly watch: unknown;
  /** The text of `watch`, by which it is known to be the one that was read. */
  readonly watchText: string;
  readonly runs: readonly WatchedRun[];
};

export type WatchedRun = {
  readonly id: string;
  readonly ordinal: number;
  readonly capital: number;
  /** Under way and stepping. */
  readonly isActive: boolean;
  readonly lastSequence: number;
  /** By its last mark; null before the first. */
  readonly equity: number | null;
};

const watched = {
  subscription: Prisma.sql`
    SELECT 'subscription' AS kind, id, team_id, listing_version_id, settings, watch
    FROM subscriptions WHERE status = 'active'`,
  twin: Prisma.sql`
    SELECT 'twin' AS kind, listing_version_id AS id,
      (SELECT team_id FROM runs WHERE runs.listing_version_id = twin_watches.listing_version_id LIMIT 1) AS team_id,
      listing_version_id, '{}'::jsonb AS settings, watch
    FROM twin_watches`,
} as const;

/** Returns those of the baskets that are active and to be watched. */
export async function listWatched(db: Queryable, baskets: readonly BasketRef[]): Promise<WatchedRow[]> {
  const rows: WatchedRow[] = [];
  for (const kind of ["subscription", "twin"] as const) {
    const ids = baskets.filter((basket) => basket.kind === kind).map(({ id }) => id);
    if (ids.length === 0) continue;
    rows.push(
      ...(await db.$queryRaw<WatchedRow[]>`
      SELECT s.kind, s.id, s.team_id AS "teamId", v.id AS "listingVersionId", l.title, s.settings, b.settings AS basket, s.watch,
        s.watch::text AS "watchText", r.runs
      FROM (${watched[kind]}) s
      JOIN listing_versions v ON v.id = s.listing_version_id
      JOIN listings l ON l.id = v.listing_id
      JOIN basket_versions b ON b.id = v.basket_version_id
      CROSS JOIN LATERAL (
        SELECT coalesce(jsonb_agg(jsonb_build_object('id', run.id, 'ordinal', run.member_ordinal, 'capital', run.capital,
          'isActive', run.stopped_at IS NULL AND NOT run.is_aside, 'lastSequence', run.last_sequence, 'equity', mark.equity)
          ORDER BY run.member_ordinal, run.id), '[]') AS runs
        FROM runs run LEFT JOIN LATERAL (
          SELECT equity FROM marks WHERE run_id = run.id ORDER BY sequence DESC LIMIT 1
        ) AS mark ON run.stopped_at IS NOT NULL OR run.is_aside
        WHERE run.${ownerOf[kind]} = s.id
      ) r
      WHERE s.id = ANY (${ids}::text[])
        AND (coalesce(b.settings->'limits', '{}') <> '{}' OR coalesce(b.settings->>'rebalance', 'never') <> 'never')
      ORDER BY s.id`),
    );
  }
  return rows;
}

export type WatchedMark = {
  readonly runId: string;
  readonly sequence: number;
  readonly time: number;
  readonly equity: number;
  /** Value of its positions without their signs. */
  readonly gross: number;
};

/**
 * Returns the marks that runs have left at bars after a sequence number each, and after an instant (epoch milliseconds). What a command or
 * a limit leaves is not one: its time is that of a clock, which in a market that is replayed lies years after the next bar.
 */
export async function marksAfter(
  db: Queryable,
  seen: readonly { readonly runId: string; readonly after: number }[],
  since: number | null,
): Promise<WatchedMark[]> {
  const from = since === null ? "-infinity" : new Date(since).toISOString();
  return db.$queryRaw<WatchedMark[]>`
    SELECT seen."runId", mark.sequence::float8 AS sequence, (extract(epoch FROM mark.time) * 1000)::float8 AS time,
      mark.equity::float8 AS equity, (
        SELECT coalesce(sum(abs((position->>'quantity')::float8 * (position->>'lastPrice')::float8)), 0)
        FROM jsonb_array_elements(mark.positions) AS position
      ) AS gross
    FROM jsonb_to_recordset(${JSON.stringify(seen)}::jsonb) AS seen ("runId" text, after bigint)
    CROSS JOIN LATERAL (
      SELECT sequence, time, equity, positions FROM marks
      WHERE run_id = seen."runId" AND sequence > seen.after AND time > ${from}::timestamptz
        AND EXISTS (
          SELECT FROM run_inbox event
          WHERE event.run_id = marks.run_id AND event.sequence = marks.sequence AND event.kind IN ('bar', 'gap'))
      ORDER BY sequence LIMIT 1000
    ) AS mark
    ORDER BY mark.time, mark.sequence`;
}

/** Stores a watch in place of the one that was read; returns false where another process was first, or the basket is no longer active. */
export async function replaceWatch(
  db: Database | Transaction,
  { kind, id }: BasketRef,
  { before, after }: { readonly before: string; readonly after: object },
): Promise<boolean> {
  const { table, key, may } = kept[kind];
  const count = await db.$executeRaw`
    UPDATE ${table} SET watch = ${JSON.stringify(after)}::jsonb
    WHERE ${key} = ${id} AND watch = ${before}::jsonb AND ${may}`;
  return count === 1;
}

export type MemberMoney = {
  readonly runId: string;
  readonly equity: number;
  /** Of its last mark, epoch milliseconds. */
  readonly time: number;
  /** It has worked off its inbox, holds nothing, and has no order that works or waits for approval. */
  readonly isStill: boolean;
};

/** Returns what the runs of a basket have that may enter and leave as they like; call it with them locked. */
export async function readMemberMoney(tx: Transaction, { kind, id }: BasketRef): Promise<MemberMoney[]> {
  const mayMove = {
    subscription: Prisma.sql`EXISTS (
      SELECT FROM subscriptions s WHERE s.id = ${id} AND s.status = 'active' AND s.pending_version_id IS NULL)`,
    twin: Prisma.sql`true`,
  }[kind];
  return tx.$queryRaw<MemberMoney[]>`
    SELECT run.id AS "runId", mark.equity::float8 AS equity,
      (extract(epoch FROM mark.time) * 1000)::float8 AS time,
      run.last_sequence = run.inbox_sequence AND jsonb_array_length(mark.positions) = 0
        AND NOT EXISTS (SELECT FROM orders WHERE run_id = run.id AND status IN
          ('created', 'submitted', 'working', 'partially-filled', 'cancelling', 'unknown'))
        AND NOT EXISTS (SELECT FROM approvals WHERE run_id = run.id AND status = 'waiting') AS "isStill"
    FROM runs run
    JOIN LATERAL (
      SELECT equity, time, positions FROM marks WHERE run_id = run.id ORDER BY sequence DESC LIMIT 1
    ) AS mark ON true
    WHERE run.${ownerOf[kind]} = ${id} AND run.stopped_at IS NULL AND NOT run.is_aside
      AND run.ending IS NULL AND run.review IS NULL AND ${mayMove}
    ORDER BY run.id`;
}

/** Returns the runs of a basket that are under way, each with its share of what all of them have now. */
export async function listMemberRuns(
  db: Queryable,
  { kind, id }: BasketRef,
): Promise<{ runId: string; weight: number }[]> {
  return db.$queryRaw<{ runId: string; weight: number }[]>`
    SELECT run.id AS "runId", (greatest(run.money, 0.01) / sum(greatest(run.money, 0.01)) OVER ())::float8 AS weight
    FROM (
      SELECT runs.id, coalesce((SELECT equity FROM marks WHERE run_id = runs.id ORDER BY sequence DESC LIMIT 1), capital) AS money
      FROM runs WHERE ${ownerOf[kind]} = ${id} AND stopped_at IS NULL
    ) AS run
    ORDER BY run.id`;
}

/** Locks the runs of a basket that are under way, in the order in which everybody locks them. */
export async function lockMemberRuns(tx: Transaction, { kind, id }: BasketRef): Promise<void> {
  await tx.$queryRaw`SELECT id FROM runs WHERE ${ownerOf[kind]} = ${id} AND stopped_at IS NULL ORDER BY id FOR UPDATE`;
}

/** Returns what is kept of a basket's watch, which nobody replaces until the transaction ends. */
export async function lockWatch(tx: Transaction, { kind, id }: BasketRef): Promise<unknown> {
  const { table, key } = kept[kind];
  const [row] = await tx.$queryRaw<{ watch: unknown }[]>`SELECT watch FROM ${table} WHERE ${key} = ${id} FOR UPDATE`;
  return row?.watch ?? {};
}

/** Stores the watch of a basket whose row is locked. */
export async function storeWatch(tx: Transaction, { kind, id }: BasketRef, watch: object): Promise<void> {
  const { table, key } = kept[kind];
  await tx.$executeRaw`UPDATE ${table} SET watch = ${JSON.stringify(watch)}::jsonb WHERE ${key} = ${id}`;
}

/** Begins the watch of a twin that keeps the limits and the rebalancing of its basket. */
export async function openTwinWatch(tx: Transaction, listingVersionId: string): Promise<void> {
  await tx.twinWatch.create({ data: { listingVersionId }, select: { listingVersionId: true } });
}

/** Returns what is kept of a twin's watch; null where it runs its members side by side. */
export async function readTwinWatch(db: Queryable, listingVersionId: string): Promise<unknown> {
  return (await db.twinWatch.findUnique({ where: { listingVersionId } }))?.watch ?? null;
}

import type { Database, Queryable, Transaction } from "../client.ts";

/** A subscription to a basket that has limits or moves money between its members, as its watch needs it. */
export type WatchedRow = {
  readonly id: string;
  readonly teamId: string;
  readonly listingVersionId: string;
  readonly title: string;
  /** server/features/subscriptions/settings.ts */
  readonly settings: unknown;
  /** server/features/baskets/dto.ts */
  readonly basket: unknown;
  /** server/live/basket/watch-state.ts */
  readonly watch: unknown;
  /** The text of `watch`, by which it is known to be the one that was read. */
  readonly watchText: string;
  readonly capital: number;
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

/** Returns those of the subscriptions that are active and to be watched. */
export async function listWatched(db: Queryable, ids: readonly string[]): Promise<WatchedRow[]> {
  return db.$queryRaw<WatchedRow[]>`
    SELECT s.id, s.team_id AS "teamId", v.id AS "listingVersionId", l.title, s.settings, b.settings AS basket, s.watch, s.watch::text AS "watchText",
      s.capital::float8 AS capital, r.runs
    FROM subscriptions s
    JOIN listings l ON l.id = s.listing_id
    JOIN listing_versions v ON v.id = s.listing_version_id
    JOIN basket_versions b ON b.id = v.basket_version_id
    CROSS JOIN LATERAL (
      SELECT coalesce(jsonb_agg(jsonb_build_object('id', run.id, 'ordinal', run.member_ordinal, 'capital', run.capital,
        'isActive', run.stopped_at IS NULL AND NOT run.is_aside, 'lastSequence', run.last_sequence, 'equity', mark.equity)
        ORDER BY run.member_ordinal, run.id), '[]') AS runs
      FROM runs run LEFT JOIN LATERAL (
        SELECT equity FROM marks WHERE run_id = run.id ORDER BY sequence DESC LIMIT 1
      ) AS mark ON run.stopped_at IS NOT NULL OR run.is_aside
      WHERE run.subscription_id = s.id
    ) r
    WHERE s.id = ANY (${[...ids]}::text[]) AND s.status = 'active'
      AND (coalesce(b.settings->'limits', '{}') <> '{}' OR coalesce(b.settings->>'rebalance', 'never') <> 'never')
    ORDER BY s.id`;
}

export type WatchedMark = {
  readonly runId: string;
  readonly sequence: number;
  readonly time: number;
  readonly equity: number;
  /** Value of its positions without their signs. */
  readonly gross: number;
};

/** Returns the marks that runs have left after a sequence number each, and after an instant (epoch milliseconds). */
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
      ORDER BY sequence LIMIT 1000
    ) AS mark
    ORDER BY mark.time, mark.sequence`;
}

/** Stores a watch in place of the one that was read; returns false where another process was first, or the subscription is no longer active. */
export async function replaceWatch(
  db: Database | Transaction,
  id: string,
  { before, after }: { readonly before: string; readonly after: object },
): Promise<boolean> {
  const count = await db.$executeRaw`
    UPDATE subscriptions SET watch = ${JSON.stringify(after)}::jsonb
    WHERE id = ${id} AND watch = ${before}::jsonb AND status = 'active'`;
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

/** Returns what the runs of a subscription have that may enter and leave as they like; call it with them locked. */
export async function readMemberMoney(tx: Transaction, subscriptionId: string): Promise<MemberMoney[]> {
  return tx.$queryRaw<MemberMoney[]>`
    SELECT run.id AS "runId", mark.equity::float8 AS equity,
      (extract(epoch FROM mark.time) * 1000)::float8 AS time,
      run.last_sequence = run.inbox_sequence AND jsonb_array_length(mark.positions) = 0
        AND NOT EXISTS (SELECT FROM orders WHERE run_id = run.id AND status IN
          ('created', 'submitted', 'working', 'partially-filled', 'cancelling', 'unknown'))
        AND NOT EXISTS (SELECT FROM approvals WHERE run_id = run.id AND status = 'waiting') AS "isStill"
    FROM runs run
    JOIN subscriptions s ON s.id = run.subscription_id AND s.status = 'active' AND s.pending_version_id IS NULL
    JOIN LATERAL (
      SELECT equity, time, positions FROM marks WHERE run_id = run.id ORDER BY sequence DESC LIMIT 1
    ) AS mark ON true
    WHERE run.subscription_id = ${subscriptionId} AND run.stopped_at IS NULL AND NOT run.is_aside
      AND run.ending IS NULL AND run.review IS NULL
    ORDER BY run.id`;
}

/** Locks the runs of a subscription that are under way, in the order in which everybody locks them. */
export async function lockMemberRuns(tx: Transaction, id: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM runs WHERE subscription_id = ${id} AND stopped_at IS NULL ORDER BY id FOR UPDATE`;
}

/** Returns what is kept of a subscription's watch, which nobody replaces until the transaction ends. */
export async function lockWatch(tx: Transaction, id: string): Promise<unknown> {
  const [row] = await tx.$queryRaw<{ watch: unknown }[]>`SELECT watch FROM subscriptions WHERE id = ${id} FOR UPDATE`;
  return row?.watch ?? {};
}

/** Stores the watch of a subscription whose row is locked. */
export async function storeWatch(tx: Transaction, id: string, watch: object): Promise<void> {
  await tx.$executeRaw`UPDATE subscriptions SET watch = ${JSON.stringify(watch)}::jsonb WHERE id = ${id}`;
}

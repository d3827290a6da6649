import type { ChainedMark } from "@/graph-runtime/analytics/record/mark-chain.ts";
import type { Queryable, Transaction } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import { flowOf } from "./money-flow.ts";

export type NewMark = ChainedMark & { readonly listingVersionId: string };

/** Adds marks; one that is there already, or whose day is, stays as it is. Returns how many were added. */
export async function insertMarks(db: Queryable, line: "paper", marks: readonly NewMark[]): Promise<number> {
  const data = marks.map(({ at, ...mark }) => ({ ...mark, line, at: new Date(at) }));
  return (await db.listingMark.createMany({ data, skipDuplicates: true })).count;
}

/** Returns the record of a published version, from its first day on, with the texts over which its hashes run. */
export async function listListingMarks(db: Queryable, listingVersionId: string, line: "paper"): Promise<ChainedMark[]> {
  const rows = await db.listingMark.findMany({ where: { listingVersionId, line }, orderBy: { sequence: "asc" } });
  return rows.map(({ sequence, day, equity, capital, positions, at, previousHash, hash }) => ({
    sequence,
    day,
    equity: equity.toFixed(2),
    capital: capital.toFixed(2),
    positions,
    at: at.toISOString(),
    previousHash,
    hash,
  }));
}

/** A twin that was under way at the end of a day for which it has no mark, and what it was worth then. */
export type DueMark = {
  readonly listingVersionId: string;
  readonly equity: number;
  readonly capital: number;
  readonly positions: number;
  /** The head of its chain. */
  readonly sequence: number;
  readonly hash: string;
};

/**
 * Returns what every twin was worth at the end of a UTC day, as the sum over its members' last marks before it; those that have a mark
 * of that day or a later one already are left out, and so are those one of whose members has yet to be given or to give money of that day:
 * the others have it moved already.
 */
export async function dueMarks(db: Queryable, day: string, end: Date): Promise<DueMark[]> {
  return db.$queryRaw<DueMark[]>`
    WITH head AS (
      SELECT DISTINCT ON (listing_version_id) listing_version_id, sequence, hash, day FROM listing_marks
      WHERE line = 'paper' ORDER BY listing_version_id, sequence DESC
    )
    SELECT r.listing_version_id AS "listingVersionId", sum(coalesce(m.equity, r.capital))::float8 AS equity,
      sum(r.capital)::float8 AS capital, sum(coalesce(jsonb_array_length(m.positions), 0))::int AS positions,
      head.sequence, head.hash
    FROM runs r JOIN head ON head.listing_version_id = r.listing_version_id AND head.day < ${day}
    LEFT JOIN LATERAL (
      SELECT equity, positions FROM marks WHERE run_id = r.id AND time < ${end} ORDER BY sequence DESC LIMIT 1
    ) m ON true
    WHERE r.listing_version_id IS NOT NULL AND r.stopped_at IS NULL
    GROUP BY r.listing_version_id, head.sequence, head.hash
    HAVING NOT bool_or(EXISTS (
      SELECT FROM run_inbox WHERE run_id = r.id AND kind = 'transfer' AND sequence > r.last_sequence
    ))`;
}

/** Returns the twins of published versions that nobody needs any more: replaced or withdrawn, and run by no subscriber. */
export async function idleTwins(tx: Transaction): Promise<{ id: string }[]> {
  return tx.$queryRaw<{ id: string }[]>`
    SELECT r.id FROM runs r JOIN listing_versions v ON v.id = r.listing_version_id JOIN listings l ON l.id = v.listing_id
    WHERE r.stopped_at IS NULL AND r.status <> 'stopping'
      AND (l.withdrawn_at IS NOT NULL OR EXISTS (SELECT FROM listing_versions w WHERE w.listing_id = l.id AND w.number > v.number))
      AND NOT EXISTS (SELECT FROM subscriptions s WHERE s.listing_version_id = v.id AND s.status <> 'ended')`;
}

/** Returns the intraday marks of a version's twin since an instant, one a minute, the members added up. */
export async function twinMarksSince(
  db: Queryable,
  listingVersionId: string,
  since: Date,
): Promise<{ time: Date; equity: number }[]> {
  return db.$queryRaw<{ time: Date; equity: number }[]>`
    WITH minute AS (
      SELECT r.id, date_trunc('minute', m.time) AS time, (array_agg(m.equity ORDER BY m.sequence DESC))[1] AS equity
      FROM runs r JOIN marks m ON m.run_id = r.id AND m.time >= ${since}
      WHERE r.listing_version_id = ${listingVersionId} GROUP BY 1, 2
    )
    SELECT time, sum(equity)::float8 AS equity FROM minute GROUP BY time
    HAVING count(*) = (SELECT count(*) FROM runs WHERE listing_version_id = ${listingVersionId} AND stopped_at IS NULL)
    ORDER BY time`;
}

export type TwinDay = { readonly ordinal: number; readonly day: string; readonly equity: number };

/**
 * Returns what each member of a version's twin was worth at the end of each of the last UTC days that are over, as if no money had been
 * moved between them.
 */
export async function twinDays(db: Queryable, listingVersionId: string, count: number): Promise<TwinDay[]> {
  return db.$queryRaw<TwinDay[]>`
    SELECT r.member_ordinal AS ordinal, to_char(d.start AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day,
      (m.equity * flow.factor)::float8 AS equity
    FROM runs r
    CROSS JOIN LATERAL (
      SELECT date_trunc('day', max(time), 'UTC') AS today FROM (
        SELECT time FROM marks WHERE run_id = r.id ORDER BY sequence DESC LIMIT 1
      ) last
    ) t
    CROSS JOIN LATERAL generate_series(t.today - make_interval(days => ${count}::int), t.today - interval '1 day', '1 day') AS d (start)
    CROSS JOIN LATERAL (
      SELECT equity, time FROM marks
      WHERE run_id = r.id AND time >= d.start AND time < d.start + interval '1 day' ORDER BY sequence DESC LIMIT 1
    ) m
    CROSS JOIN LATERAL (${flowOf(Prisma.sql`r.id`, Prisma.sql`'-infinity'`, Prisma.sql`m.time`)}) AS flow
    WHERE r.listing_version_id = ${listingVersionId} AND r.stopped_at IS NULL
    ORDER BY 1, 2`;
}

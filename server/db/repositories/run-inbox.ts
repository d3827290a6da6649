import type { Queryable, Transaction } from "../client.ts";
import type { Prisma } from "../generated/client.ts";

export const inboxKinds = [
  "bar",
  "gap",
  "command",
  "order",
  "signal",
  "limits",
  "answer",
  "change",
  "terms",
  "transfer",
] as const;
export type InboxKind = (typeof inboxKinds)[number];
/** An input event of a run. The key makes a second delivery impossible. */
export type InboxEvent = { readonly key: string; readonly kind: InboxKind; readonly payload: Prisma.InputJsonObject };
export type InboxRow = { readonly sequence: number; readonly kind: InboxKind; readonly payload: unknown };

/**
 * Appends events to the inbox of every run of a feed that is under way; returns the shards that have something to do, each with the
 * number of its runs that have. The runs' rows are locked in one order, and their sequence numbers are given out under that lock, so
 * that the order of an inbox is the order in which its events were committed.
 */
export async function appendToRunsOfFeed(
  tx: Transaction,
  feedId: string,
  events: readonly InboxEvent[],
): Promise<{ readonly shard: number; readonly runs: number }[]> {
  const keys = events.map((event) => event.key);
  const kinds = events.map((event) => event.kind);
  const payloads = events.map((event) => JSON.stringify(event.payload));
  return tx.$queryRaw<{ shard: number; runs: number }[]>`
    WITH target AS (
      SELECT id FROM runs
      WHERE feed_id = ${feedId} AND stopped_at IS NULL AND NOT is_aside AND status <> 'draft'
      ORDER BY id FOR NO KEY UPDATE
    ), bumped AS (
      UPDATE runs SET inbox_sequence = inbox_sequence + ${events.length}::int, updated_at = now()
      FROM target WHERE runs.id = target.id
      RETURNING runs.id, runs.inbox_sequence - ${events.length}::int AS base, runs.shard
    ), added AS (
      INSERT INTO run_inbox (run_id, sequence, key, kind, payload)
      SELECT bumped.id, bumped.base + event.rank, event.key, event.kind, event.payload::jsonb
      FROM bumped
      CROSS JOIN unnest(${keys}::text[], ${kinds}::text[], ${payloads}::text[]) WITH ORDINALITY
        AS event (key, kind, payload, rank)
    )
    SELECT shard, count(*)::int AS runs FROM bumped GROUP BY shard ORDER BY shard`;
}

/** Appends an event to the inbox of one run that is under way; returns its shard, or null when the run has ended. */
export async function appendToRun(tx: Transaction, runId: string, event: InboxEvent): Promise<number | null> {
  const [run] = await tx.$queryRaw<{ shard: number }[]>`
    WITH bumped AS (
      UPDATE runs SET inbox_sequence = inbox_sequence + 1, updated_at = now()
      WHERE id = ${runId} AND stopped_at IS NULL
      RETURNING id, inbox_sequence, shard
    ), added AS (
      INSERT INTO run_inbox (run_id, sequence, key, kind, payload)
      SELECT id, inbox_sequence, ${event.key}, ${event.kind}, ${JSON.stringify(event.payload)}::jsonb FROM bumped
    )
    SELECT shard FROM bumped`;
  return run?.shard ?? null;
}

/** Returns whether a run was ever given an event of this key, or of any of the kind. */
export async function hasInboxEvent(
  db: Queryable,
  runId: string,
  event: { readonly key: string } | { readonly kind: InboxKind },
): Promise<boolean> {
  return (await db.runInbox.findFirst({ where: { runId, ...event }, select: { sequence: true } })) !== null;
}

/** Returns the next events of a run after a sequence number, in order. */
export async function readInbox(db: Queryable, runId: string, after: number, limit: number): Promise<InboxRow[]> {
  const rows = await db.runInbox.findMany({
    where: { runId, sequence: { gt: BigInt(after) } },
    orderBy: { sequence: "asc" },
    take: limit,
    select: { sequence: true, kind: true, payload: true },
  });
  return rows.map((row) => ({ ...row, sequence: Number(row.sequence), kind: row.kind as InboxKind }));
}

/** Returns the first bar that a run was ever given. */
export async function findFirstBar(db: Queryable, runId: string): Promise<InboxRow | null> {
  const row = await db.runInbox.findFirst({
    where: { runId, kind: "bar" },
    orderBy: { sequence: "asc" },
    select: { sequence: true, kind: true, payload: true },
  });
  return row && { ...row, sequence: Number(row.sequence), kind: "bar" };
}

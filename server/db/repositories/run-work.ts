import { z } from "zod";
import { RunSchedule } from "@/graph-runtime/risk/run-schedule.ts";
import type { Queryable } from "../client.ts";
import { type IdleStatement, type Prepared, runPrepared } from "../prepared.ts";
import type { AuditHead } from "./audit.ts";
import { type InboxRow, inboxKinds } from "./run-inbox.ts";
import { type RunWork, runStatuses } from "./runs.ts";

/** What a run of an account is stored against: whoever has changed it since makes the statement fail. */
export type RunBase = {
  /** The end of the run's audit chain; null before its first entry. */
  readonly head: AuditHead | null;
  /** Nothing but the outbox stands between the account and an entry: no limit, and no kill switch. */
  readonly isFree: boolean;
};

export type PendingRun = {
  readonly run: RunWork;
  readonly events: readonly InboxRow[];
  /** Null on paper. */
  readonly base: RunBase | null;
};

const Pending = z.object({
  id: z.string(),
  teamId: z.string(),
  subscriptionId: z.string().nullable(),
  basket: z.object({ kind: z.enum(["subscription", "twin"]), id: z.string() }).nullable(),
  feedId: z.string(),
  symbols: z.array(z.string()),
  capital: z.number(),
  status: z.enum(runStatuses),
  lastSequence: z.number(),
  strategyVersionId: z.string(),
  sealed: z.boolean(),
  account: z.object({ id: z.string(), broker: z.string(), venue: z.unknown() }).nullable(),
  review: z.string().nullable(),
  ending: z.enum(["when-flat", "now", "halt", "next-session"]).nullable(),
  limits: z.unknown(),
  schedule: RunSchedule.nullable(),
  base: z
    .object({
      head: z.object({ chain: z.string(), sequence: z.string().transform(BigInt), hash: z.string() }).nullable(),
      isFree: z.boolean(),
    })
    .nullable(),
  events: z.array(z.object({ sequence: z.number(), kind: z.enum(inboxKinds), payload: z.unknown() })),
});

export const readingWork: Prepared<{ work: unknown }> & IdleStatement = {
  name: "shard_work",
  idle: [-1, [], 0, 0],
  text: `
    SELECT jsonb_build_object(
      'id', run.id, 'teamId', run.team_id, 'subscriptionId', run.subscription_id, 'feedId', run.feed_id,
      'symbols', run.universe, 'capital', run.capital, 'status', run.status, 'lastSequence', run.last_sequence,
      'basket', CASE
        WHEN run.subscription_id IS NOT NULL THEN jsonb_build_object('kind', 'subscription', 'id', run.subscription_id)
        WHEN EXISTS (SELECT FROM twin_watches WHERE listing_version_id = run.listing_version_id)
          THEN jsonb_build_object('kind', 'twin', 'id', run.listing_version_id) END,
      'strategyVersionId', run.strategy_version_id, 'sealed', run.sealed, 'review', run.review, 'ending', run.ending,
      'limits', run.settings, 'schedule', run.schedule,
      'account', CASE WHEN run.account_id IS NOT NULL THEN jsonb_build_object(
        'id', run.account_id, 'venue', run.venue, 'broker', account.broker) END,
      'base', CASE WHEN run.account_id IS NOT NULL THEN jsonb_build_object(
        'head', CASE WHEN head.chain IS NOT NULL THEN
          jsonb_build_object('chain', head.chain, 'sequence', head.sequence::text, 'hash', head.hash) END,
        'isFree', account.limits = '{}' AND account.halted_at IS NULL) END,
      'events', inbox.events
    ) AS work
    FROM (
      SELECT * FROM runs
      WHERE shard = $1::int AND stopped_at IS NULL AND NOT is_aside AND inbox_sequence > last_sequence
        AND id <> ALL ($2::text[])
      ORDER BY id LIMIT $3::int
    ) AS run
    LEFT JOIN broker_accounts AS account ON account.id = run.account_id
    LEFT JOIN audit_heads AS head ON head.chain = 'run:' || run.id
    CROSS JOIN LATERAL (
      SELECT coalesce(jsonb_agg(to_jsonb(event) ORDER BY event.sequence), '[]') AS events
      FROM (
        SELECT sequence, kind, payload FROM run_inbox
        WHERE run_id = run.id AND sequence > run.last_sequence
        ORDER BY sequence LIMIT $4::int
      ) AS event
    ) AS inbox
    ORDER BY run.id`,
};

/**
 * Returns runs of a shard that have events they have not stepped, each with its next events: at most `runs` of them, at most `events`
 * of each, as they stood at one moment.
 */
export async function readShardWork(
  db: Queryable,
  shard: number,
  limit: { readonly runs: number; readonly events: number; readonly except: readonly string[] },
): Promise<PendingRun[]> {
  const rows = await runPrepared(db, readingWork, [shard, limit.except, limit.runs, limit.events]);
  return rows.map(({ work }) => {
    const { events, base, ...run } = Pending.parse(work);
    return { run, events, base };
  });
}

/** Returns the runs of an account that have not ended, with what they know of the broker. */
export async function listVenuesOfAccount(
  db: Queryable,
  accountId: string,
): Promise<{ readonly runId: string; readonly venue: unknown }[]> {
  const rows = await db.run.findMany({
    where: { accountId, stoppedAt: null },
    orderBy: { id: "asc" },
    select: { id: true, venue: true },
  });
  return rows.map(({ id, venue }) => ({ runId: id, venue }));
}

import { z } from "zod";
import { RunSchedule } from "@/graph-runtime/risk/run-schedule.ts";
import type { Queryable } from "../client.ts";
import { type InboxRow, inboxKinds } from "./run-inbox.ts";
import { type RunWork, runStatuses } from "./runs.ts";

export type PendingRun = { readonly run: RunWork; readonly events: readonly InboxRow[] };

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
  events: z.array(z.object({ sequence: z.number(), kind: z.enum(inboxKinds), payload: z.unknown() })),
});

/**
 * Returns runs of a shard that have events they have not stepped, each with its next events: at most `runs` of them, at most `events`
 * of each, as they stood at one moment.
 */
export async function readShardWork(
  db: Queryable,
  shard: number,
  limit: { readonly runs: number; readonly events: number; readonly except: readonly string[] },
): Promise<PendingRun[]> {
  const rows = await db.$queryRaw<{ work: unknown }[]>`
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
        'id', run.account_id, 'venue', run.venue,
        'broker', (SELECT broker FROM broker_accounts WHERE broker_accounts.id = run.account_id)) END,
      'events', inbox.events
    ) AS work
    FROM (
      SELECT * FROM runs
      WHERE shard = ${shard} AND stopped_at IS NULL AND NOT is_aside AND inbox_sequence > last_sequence
        AND id <> ALL (${limit.except}::text[])
      ORDER BY id LIMIT ${limit.runs}::int
    ) AS run
    CROSS JOIN LATERAL (
      SELECT coalesce(jsonb_agg(to_jsonb(event) ORDER BY event.sequence), '[]') AS events
      FROM (
        SELECT sequence, kind, payload FROM run_inbox
        WHERE run_id = run.id AND sequence > run.last_sequence
        ORDER BY sequence LIMIT ${limit.events}::int
      ) AS event
    ) AS inbox
    ORDER BY run.id`;
  return rows.map(({ work }) => {
    const { events, ...run } = Pending.parse(work);
    return { run, events };
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

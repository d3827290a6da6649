import { channel } from "../../events/publish.ts";
import type { Queryable } from "../client.ts";
import { type IdleStatement, type Prepared, runPrepared } from "../prepared.ts";
import type { StepRecords } from "./run-steps.ts";
import { hasEnded } from "./runs.ts";
import type { ShardLease } from "./shard-leases.ts";

/** What one run's step leaves, and the notifications that go out when it is committed. */
export type StoredStep = { readonly records: StepRecords; readonly news: readonly string[] };

/**
 * The parts of a statement that moves runs of a shard from one sequence number to another, and stores their state, decisions and marks.
 *
 * The lease is locked first, then the runs in the order of their ids, as the feed locks them; every other part of the statement hangs
 * on the rows that were moved, so that a run which is not moved leaves nothing.
 */
export const stepParts = `
    lease AS MATERIALIZED (
      SELECT fencing_token FROM shard_leases
      WHERE shard = $1::int AND fencing_token = $2::bigint FOR SHARE
    ), move AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset($3::jsonb)
        AS move (run text, before bigint, after bigint, status text, reason text, ends boolean, state text)
    ), held AS MATERIALIZED (
      SELECT runs.id FROM runs
      WHERE (SELECT count(*) FROM lease) = 1 AND runs.id = ANY (SELECT run FROM move)
      ORDER BY runs.id FOR NO KEY UPDATE
    ), moved AS (
      UPDATE runs
      SET last_sequence = move.after, status = move.status, status_reason = move.reason, updated_at = now(),
          started_at = CASE WHEN move.before = 0 THEN now() ELSE runs.started_at END,
          stopped_at = CASE WHEN move.ends THEN now() END
      FROM held JOIN move ON move.run = held.id
      WHERE runs.id = held.id AND runs.last_sequence = move.before AND runs.stopped_at IS NULL
      RETURNING runs.id
    ), snapshot AS (
      INSERT INTO run_snapshots AS kept (run_id, sequence, fencing_token, state, updated_at)
      SELECT moved.id, move.after, lease.fencing_token, decode(move.state, 'base64'), now()
      FROM moved JOIN move ON move.run = moved.id CROSS JOIN lease
      ON CONFLICT (run_id) DO UPDATE
      SET sequence = EXCLUDED.sequence, fencing_token = EXCLUDED.fencing_token, state = EXCLUDED.state,
          updated_at = EXCLUDED.updated_at
    ), decided AS (
      INSERT INTO decisions (run_id, sequence, time, action, reason, values)
      SELECT decision.run, decision.sequence, decision.time, decision.action, decision.reason, decision.values
      FROM jsonb_to_recordset($4::jsonb)
        AS decision (run text, sequence bigint, time timestamptz, action text, reason text, values jsonb)
      JOIN moved ON moved.id = decision.run
    ), marked AS (
      INSERT INTO marks (run_id, sequence, time, equity, cash, unrealised, realised, fees, positions)
      SELECT mark.run, mark.sequence, mark.time, mark.equity, mark.cash, mark.unrealised, mark.realised, mark.fees,
             mark.positions
      FROM jsonb_to_recordset($5::jsonb)
        AS mark (run text, sequence bigint, time timestamptz, equity numeric, cash numeric, unrealised numeric,
                 realised numeric, fees numeric, positions jsonb)
      JOIN moved ON moved.id = mark.run
    ), told AS MATERIALIZED (
      SELECT moved.id, pg_notify('${channel}', news.text)::text
      FROM jsonb_to_recordset($6::jsonb) AS news (run text, text text)
      JOIN moved ON moved.id = news.run
    )`;

/** Returns what `stepParts` is given. */
export function valuesOfSteps(lease: ShardLease, steps: readonly StoredStep[]): (string | number)[] {
  const moves = steps.map(({ records }) => ({
    run: records.runId,
    before: records.fromSequence,
    after: records.toSequence,
    status: records.status,
    reason: records.statusReason,
    ends: hasEnded(records.status),
    state: Buffer.from(records.state).toString("base64"),
  }));
  const decisions = steps.flatMap(({ records }) =>
    records.decisions.map(({ time, ...decision }) => ({ run: records.runId, ...decision, time: isoTime(time) })),
  );
  const marks = steps.flatMap(({ records }) =>
    records.marks.map(({ time, ...mark }) => ({ run: records.runId, ...mark, time: isoTime(time) })),
  );
  const news = steps.flatMap(({ records, news: texts }) => texts.map((text) => ({ run: records.runId, text })));
  return [lease.shard, String(lease.token), ...[moves, decisions, marks, news].map((part) => JSON.stringify(part))];
}

export const storingSteps: Prepared<{ id: string }> & IdleStatement = {
  name: "steps_store",
  idle: [0, "-1", "[]", "[]", "[]", "[]"],
  text: `WITH ${stepParts} SELECT moved.id, (SELECT count(*) FROM told)::int AS told FROM moved`,
};

/**
 * Moves runs of a shard on and stores what their steps left, in one statement. Returns the runs that were moved: none when the lease
 * was lost, and not those that somebody else has stepped.
 */
export async function storeSteps(db: Queryable, lease: ShardLease, steps: readonly StoredStep[]): Promise<Set<string>> {
  const rows = await runPrepared(db, storingSteps, valuesOfSteps(lease, steps));
  return new Set(rows.map((row) => row.id));
}

function isoTime(time: number): string {
  return new Date(time).toISOString();
}

import { randomUUID } from "node:crypto";
import type { Queryable } from "../client.ts";
import { type IdleStatement, type Prepared, runPrepared } from "../prepared.ts";
import type { ShardLease } from "./shard-leases.ts";
import type { Taken } from "./take-command.ts";

export type Settled = {
  /** The lane was given back, as nothing else is unsettled on its account. */
  readonly isReleased: boolean;
  /** The shard of the run that has heard of it. */
  readonly shard: number | null;
};

/**
 * Runs are locked before commands, and those before orders. A count that another's statement has moved on meanwhile makes this one
 * fail on the key of the order's history.
 */
export const settling: Prepared<Settled & { isHeld: boolean }> & IdleStatement = {
  name: "command_done",
  idle: [0, "-1", "0", "", null, "", "{}", 0],
  text: `
    WITH lease AS MATERIALIZED (
      SELECT fencing_token FROM shard_leases
      WHERE shard = $1::int AND fencing_token = $2::bigint FOR NO KEY UPDATE
    ), run AS MATERIALIZED (
      SELECT id FROM runs
      WHERE EXISTS (SELECT FROM lease) AND id = (SELECT run_id FROM broker_orders WHERE id = $4::text) FOR NO KEY UPDATE
    ), command AS (
      UPDATE broker_commands SET status = 'done', outcome = 'taken', not_before = NULL, settled_at = clock_timestamp()
      WHERE EXISTS (SELECT FROM lease) AND (SELECT count(*) FROM run) >= 0 AND id = $3::bigint
        AND status IN ('sending', 'unknown')
      RETURNING kind
    ), one AS MATERIALIZED (
      SELECT * FROM broker_orders
      WHERE EXISTS (SELECT FROM lease) AND (SELECT count(*) FROM command) >= 0 AND id = $4::text FOR NO KEY UPDATE
    ), said AS MATERIALIZED (
      SELECT one.*, command.kind,
             command.kind = 'place' AND one.status IN ('queued', 'sending', 'unknown') AS is_news,
             $5::text IS NOT NULL AND NOT one.parts @> jsonb_build_array(jsonb_build_object('brokerOrderId', $5::text)) AS is_named
      FROM one CROSS JOIN command
    ), kept AS (
      UPDATE broker_orders AS kept SET
        parts = CASE WHEN said.is_named THEN said.parts || jsonb_build_array(jsonb_build_object(
          'brokerOrderId', $5::text, 'filledValue', '0', 'filledQuantity', '0')) ELSE said.parts END,
        status = CASE WHEN said.is_news THEN 'submitted' ELSE said.status END,
        reason = CASE WHEN said.is_news THEN NULL ELSE said.reason END,
        updated_at = clock_timestamp()
      FROM said WHERE kept.id = said.id AND (said.is_news OR said.is_named)
    ), told AS (
      INSERT INTO broker_order_events (order_id, sequence, source, status, detail)
      SELECT said.id, (SELECT count(*) + 1 FROM broker_order_events WHERE order_id = said.id), 'outbox', said.kind || ' done',
             $7::jsonb
      FROM said
    ), bumped AS (
      UPDATE runs SET inbox_sequence = inbox_sequence + 1, updated_at = now()
      FROM said WHERE runs.id = said.run_id AND said.whole_id IS NOT NULL AND said.is_news AND runs.stopped_at IS NULL
      RETURNING runs.id, runs.shard, runs.inbox_sequence
    ), heard AS (
      INSERT INTO run_inbox (run_id, sequence, key, kind, payload)
      SELECT bumped.id, bumped.inbox_sequence, $6::text, 'order', jsonb_build_object(
        'report', jsonb_build_object('id', said.whole_id, 'slice', said.slice, 'slices', said.slices, 'status', 'sent',
          'filled', said.filled_quantity::float8, 'value', said.filled_value::float8, 'reason', NULL, 'refused', NULL),
        'time', $8::float8)
      FROM bumped CROSS JOIN said
    ), released AS (
      UPDATE shard_leases SET expires_at = clock_timestamp(), updated_at = clock_timestamp()
      FROM said WHERE shard_leases.shard = $1::int AND shard_leases.fencing_token = $2::bigint AND NOT EXISTS (
        SELECT FROM broker_commands
        WHERE account_id = said.account_id AND settled_at IS NULL AND id <> $3::bigint)
      RETURNING shard_leases.shard
    )
    SELECT EXISTS (SELECT FROM lease) AS "isHeld", EXISTS (SELECT FROM released) AS "isReleased",
      (SELECT shard FROM bumped) AS shard`,
};

/**
 * Stores that the broker has taken a command, in one statement: the command is settled, its order is at the broker, unless a report was
 * faster, and its run hears of it. Where nothing else is unsettled on the account, the lane is given back: whoever adds a command has it sent. Returns
 * null, and stores nothing, where the lane's lease is not held any more.
 */
export async function settleTaken(
  db: Queryable,
  lease: ShardLease,
  { command, brokerOrderId }: Pick<Taken, "command"> & { readonly brokerOrderId: string | null },
): Promise<Settled | null> {
  const [row] = await runPrepared(db, settling, [
    ...[lease.shard, String(lease.token), String(command.id), command.orderId, brokerOrderId],
    ...[`order:${randomUUID()}`, JSON.stringify({ outcome: "taken" }), Date.now()],
  ]);
  return row?.isHeld === true ? row : null;
}

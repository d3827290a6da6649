import { z } from "zod";
import type { Queryable } from "../client.ts";
import { type IdleStatement, runPrepared } from "../prepared.ts";
import { type CommandRow, commandKinds, commandPriorities } from "./broker-commands.ts";
import { type BrokerOrderRow, orderJson, RawBrokerOrder } from "./broker-orders.ts";
import type { ShardLease } from "./shard-leases.ts";

export type Taken = { readonly command: CommandRow; readonly row: BrokerOrderRow };

/** A command that is being sent, as `commandJson` makes it. */
export const RawCommand = z.object({
  id: z.string().transform(BigInt),
  accountId: z.string(),
  orderId: z.string(),
  kind: z.enum(commandKinds),
  payload: z.unknown(),
  attempts: z.number(),
  sentAt: z.coerce.date(),
}) satisfies z.ZodType<CommandRow>;

export const commandJson = `jsonb_build_object('id', id::text, 'accountId', account_id, 'orderId', order_id, 'kind', kind,
         'payload', payload, 'attempts', attempts, 'sentAt', sent_at)`;

const Found = z.object({
  isHeld: z.boolean(),
  isDoubtful: z.boolean(),
  command: RawCommand.nullable(),
  row: RawBrokerOrder.nullable(),
});

export const taking: IdleStatement = {
  name: "command_take",
  idle: [0, "-1", "", false],
  text: `
    WITH lease AS MATERIALIZED (
      SELECT fencing_token FROM shard_leases
      WHERE shard = $1::int AND fencing_token = $2::bigint FOR SHARE
    ), doubt AS MATERIALIZED (
      SELECT id FROM broker_commands WHERE account_id = $3::text AND status IN ('sending', 'unknown') LIMIT 1
    ), next AS MATERIALIZED (
      SELECT waiting.id FROM broker_commands AS waiting JOIN broker_accounts ON broker_accounts.id = waiting.account_id
      WHERE (SELECT count(*) FROM lease) = 1 AND NOT ($4::boolean AND EXISTS (SELECT FROM doubt))
        AND waiting.account_id = $3::text AND waiting.status = 'pending'
        AND (waiting.not_before IS NULL OR waiting.not_before <= clock_timestamp())
        AND NOT EXISTS (
          SELECT FROM broker_commands AS earlier
          WHERE earlier.order_id = waiting.order_id AND earlier.id < waiting.id AND earlier.settled_at IS NULL)
        AND NOT EXISTS (
          SELECT FROM broker_orders AS stop
          JOIN broker_orders AS target
            ON target.account_id = stop.account_id AND target.client_order_id = stop.request->'pair'->>'target'
          JOIN broker_commands AS sending ON sending.order_id = target.id AND sending.kind = 'place'
          WHERE stop.id = waiting.order_id AND target.id <> stop.id AND sending.settled_at IS NULL)
        AND (waiting.priority < ${commandPriorities.entry} OR (broker_accounts.review IS NULL AND broker_accounts.halted_at IS NULL AND NOT EXISTS (
          SELECT FROM broker_commands AS doubtful
          WHERE doubtful.account_id = waiting.account_id AND doubtful.status = 'unknown')))
      ORDER BY waiting.priority, waiting.id LIMIT 1 FOR UPDATE OF waiting
    ), command AS (
      UPDATE broker_commands SET status = 'sending', sent_at = clock_timestamp(), attempts = attempts + 1
      FROM next WHERE broker_commands.id = next.id
      RETURNING broker_commands.*
    ), placed AS (
      UPDATE broker_orders AS one SET
        status = CASE WHEN command.kind = 'place' AND one.status IN ('queued', 'unknown') THEN 'sending' ELSE one.status END,
        reason = CASE WHEN command.kind = 'place' AND one.status IN ('queued', 'unknown') THEN NULL ELSE one.reason END,
        updated_at = CASE WHEN command.kind = 'place' THEN clock_timestamp() ELSE one.updated_at END
      FROM command WHERE one.id = command.order_id
      RETURNING one.*
    )
    SELECT EXISTS (SELECT FROM lease) AS "isHeld", EXISTS (SELECT FROM doubt) AS "isDoubtful",
      (SELECT ${commandJson} FROM command) AS command, (SELECT ${orderJson} FROM placed) AS row`,
};

/**
 * Marks the next command of an account as being sent, and the order that it places too, in one statement; returns it with its order,
 * null where there is none, "doubtful" where there is none and the fate of another is not known, and "lost" where the lease is not held
 * any more. Commands of one order go in their order, and those of the stop of a pair after the
 * placing of its target. While the fate of a command is not known, or the books of the account do not agree,
 * nothing is entered; `isFirst`, of a lease, nothing goes at all, as what another has left has to be looked up first. An order of which
 * the broker has spoken already keeps what it said.
 */
export async function takeNextCommand(
  db: Queryable,
  lease: ShardLease,
  { accountId, isFirst }: { readonly accountId: string; readonly isFirst: boolean },
): Promise<Taken | "lost" | "doubtful" | null> {
  const rows = await runPrepared(db, taking, [lease.shard, String(lease.token), accountId, isFirst]);
  const { isHeld, isDoubtful, command, row } = Found.parse(rows[0]);
  if (!isHeld) return "lost";
  if (command !== null && row !== null) return { command, row };
  return isDoubtful ? "doubtful" : null;
}

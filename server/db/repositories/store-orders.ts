import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Queryable } from "../client.ts";
import { type IdleStatement, type Prepared, runPrepared } from "../prepared.ts";
import type { AuditRow } from "./audit.ts";
import { commandPriorities } from "./broker-commands.ts";
import { type NewBrokerOrder, orderJson, RawBrokerOrder } from "./broker-orders.ts";
import { orderParts, type StepFill } from "./run-steps.ts";
import type { ShardLease } from "./shard-leases.ts";
import { type StoredStep, stepParts, valuesOfSteps } from "./store-steps.ts";
import { commandJson, RawCommand, type Taken } from "./take-command.ts";

/** What a step asks of the broker: an order to be placed, or one that is there to be taken back, by the id of its whole. */
export type StepWish =
  | { readonly kind: "place"; readonly priority: number; readonly order: NewBrokerOrder }
  | { readonly kind: "cancel"; readonly accountId: string; readonly wholeId: string; readonly ordinal: number };

/** A step of a run of an account, with its link of the run's audit chain. */
export type StoredOrderStep = StoredStep & { readonly link: AuditRow; readonly wishes: readonly StepWish[] };

/** An account for which this process is ready to send: `seal` is what its credentials and its session come to. */
export type ReadyAccount = { readonly id: string; readonly seal: string };

/** The lane of an account, claimed for its first command; that is being sent by whoever holds the lease. */
export type ClaimedLane = { readonly accountId: string; readonly lease: ShardLease; readonly taken: Taken | null };

const ended = "('filled', 'cancelled', 'expired', 'rejected')";

/**
 * A lane is claimed here only where its last holder has released it, which is the last thing that a holder does: then what it has
 * left is in the same snapshot in which nothing is found unsettled. Whoever has claimed it since has raised its token. A lane that is
 * locked is another's: nobody waits for it, so that lanes and runs are never waited for in a circle.
 */
const laneParts = `
    ready AS MATERIALIZED (
      SELECT account.id, account.lane AS shard, seen.fencing_token
      FROM jsonb_to_recordset($12::jsonb) AS known (id text, seal text)
      JOIN broker_accounts AS account ON account.id = known.id
      LEFT JOIN shard_leases AS seen ON seen.shard = account.lane
      WHERE account.id IN (SELECT account FROM wish) AND (seen.shard IS NULL OR seen.expires_at <= seen.updated_at)
        AND account.unlinked_at IS NULL AND account.reconciled_at IS NOT NULL AND account.review IS NULL
        AND account.halted_at IS NULL AND md5(account.credentials || account.session) = known.seal
        AND NOT EXISTS (SELECT FROM broker_commands WHERE account_id = account.id AND settled_at IS NULL)
    ), unheld AS MATERIALIZED (
      SELECT lane.shard FROM shard_leases AS lane JOIN ready ON ready.shard = lane.shard
      WHERE lane.fencing_token = ready.fencing_token AND lane.expires_at <= lane.updated_at
      FOR NO KEY UPDATE OF lane SKIP LOCKED
    ), first AS (
      INSERT INTO shard_leases (shard, owner, fencing_token, expires_at, updated_at)
      SELECT shard, $13::text, 1, clock_timestamp() + $14::int * interval '1 millisecond', clock_timestamp()
      FROM ready WHERE fencing_token IS NULL ORDER BY shard
      ON CONFLICT (shard) DO NOTHING
      RETURNING shard, fencing_token
    ), again AS (
      UPDATE shard_leases AS lane
      SET owner = $13::text, fencing_token = lane.fencing_token + 1, updated_at = clock_timestamp(),
          expires_at = clock_timestamp() + $14::int * interval '1 millisecond'
      FROM unheld WHERE lane.shard = unheld.shard
      RETURNING lane.shard, lane.fencing_token
    ), claimed AS MATERIALIZED (
      SELECT shard, fencing_token FROM first UNION ALL SELECT shard, fencing_token FROM again
    ), next AS MATERIALIZED (
      SELECT DISTINCT ON (asked.account) asked.account, asked.key
      FROM (
        SELECT account, 'place:' || client AS key, priority, rank, slice FROM wish WHERE kind = 'place' AND NOT is_beside
        UNION ALL SELECT account_id, key, ${commandPriorities.cancel}, rank, slice FROM working
      ) AS asked
      JOIN ready ON ready.id = asked.account JOIN claimed ON claimed.shard = ready.shard
      ORDER BY asked.account, asked.priority, asked.rank, asked.slice
    )`;

const outboxParts = `
    wish AS MATERIALIZED (
      SELECT wish.*, wish.kind = 'place' AND wish.request->'pair'->>'stop' IS NOT DISTINCT FROM wish.client AS is_beside
      FROM jsonb_to_recordset($11::jsonb) AS wish (
        rank int, kind text, run text, account text, priority int, id text, client text, number int, whole text, slice int,
        slices int, quantity numeric, value numeric, request jsonb, ordinal int)
      JOIN moved ON moved.id = wish.run
    ), working AS MATERIALIZED (
      SELECT one.*, wish.rank, 'cancel:' || one.id || ':' || wish.ordinal AS key
      FROM wish JOIN broker_orders AS one ON one.account_id = wish.account AND one.whole_id = wish.whole
      WHERE wish.kind = 'cancel' AND one.status NOT IN ${ended}
      ORDER BY wish.rank, one.slice FOR NO KEY UPDATE OF one
    ), ${laneParts}, placed AS (
      INSERT INTO broker_orders (id, account_id, client_order_id, run_id, order_number, whole_id, slice, slices, quantity,
                                 expected_value, request, status)
      SELECT id, account, client, run, number, whole, slice, slices, quantity, value, request,
             CASE WHEN EXISTS (SELECT FROM next WHERE next.account = wish.account AND next.key = 'place:' || client)
               THEN 'sending' ELSE 'queued' END
      FROM wish WHERE kind = 'place' ORDER BY rank
      ON CONFLICT (account_id, client_order_id) DO NOTHING
      RETURNING *
    ), commanded AS (
      INSERT INTO broker_commands (account_id, order_id, kind, key, priority, status, sent_at, attempts)
      SELECT asked.account_id, asked.id, asked.kind, asked.key, asked.priority,
             CASE WHEN next.key IS NULL THEN 'pending' ELSE 'sending' END,
             CASE WHEN next.key IS NOT NULL THEN clock_timestamp() END, CASE WHEN next.key IS NULL THEN 0 ELSE 1 END
      FROM (
        SELECT placed.account_id, placed.id, 'place' AS kind, 'place:' || client_order_id AS key, priority, rank, placed.slice
        -- the stop of a pair goes out with its target
        FROM placed JOIN wish ON wish.id = placed.id AND NOT wish.is_beside
        UNION ALL SELECT account_id, id, 'cancel', key, ${commandPriorities.cancel}, rank, slice FROM working
      ) AS asked
      LEFT JOIN next ON next.account = asked.account_id AND next.key = asked.key
      ORDER BY asked.rank, asked.slice
      ON CONFLICT (account_id, key) DO NOTHING
      RETURNING *
    ), queued AS (
      INSERT INTO broker_order_events (order_id, sequence, source, status, detail)
      SELECT id, 1, 'outbox', 'queued', '{}' FROM placed
    )`;

const orderSets = `
    given AS MATERIALIZED (
      SELECT given.*, move.after FROM jsonb_to_recordset($7::jsonb) AS given (
        run text, id text, intent text, number int, sequence bigint, ordinal int, client text, reason text, payload jsonb,
        lane int, symbol text, side text, type text, role text, node text, placed timestamptz, quantity numeric,
        "limit" numeric, stop numeric, status text, filled numeric, average numeric, denied text)
      JOIN moved ON moved.id = given.run JOIN move ON move.run = given.run
    ), intended AS (
      INSERT INTO intents (id, run_id, sequence, ordinal, client_order_id, payload, reason)
      SELECT intent, run, sequence, ordinal, client, payload, reason FROM given
    ), created AS (
      INSERT INTO orders (id, run_id, intent_id, client_order_id, order_number, lane, symbol, side, type, role, node_id, quantity,
                          limit_price, stop_price, status, filled_quantity, average_price, reason, denied_reason,
                          last_sequence, placed_at, updated_at)
      SELECT id, run, intent, client, number, lane, symbol, side, type, role, node, quantity, "limit", stop, status,
             filled, average, reason, denied, after, placed, now()
      FROM given
    ), change AS MATERIALIZED (
      SELECT change.*, move.after FROM jsonb_to_recordset($8::jsonb) AS change (
        run text, number int, quantity numeric, "limit" numeric, stop numeric, status text, filled numeric, average numeric,
        denied text)
      JOIN moved ON moved.id = change.run JOIN move ON move.run = change.run
    ), changed AS (
      UPDATE orders
      SET quantity = change.quantity, limit_price = change."limit", stop_price = change.stop, status = change.status,
          filled_quantity = change.filled, average_price = change.average, denied_reason = change.denied,
          last_sequence = change.after, updated_at = now()
      FROM change WHERE orders.run_id = change.run AND orders.order_number = change.number
      RETURNING orders.id
    ), filled AS (
      INSERT INTO fills (id, run_id, sequence, ordinal, order_id, lane, symbol, side, role, quantity, price, fee, time)
      SELECT fill.id, fill.run, fill.sequence, fill.ordinal,
             -- an order of the same step is not to be seen yet; one that does not exist is refused
             coalesce(given.id, (SELECT id FROM orders WHERE run_id = fill.run AND order_number = fill.number)),
             fill.lane, fill.symbol, fill.side, fill.role, fill.quantity, fill.price, fill.fee, fill.at
      FROM jsonb_to_recordset($9::jsonb) AS fill (
        id text, run text, number int, sequence bigint, ordinal int, lane int, symbol text, side text, role text,
        quantity numeric, price numeric, fee numeric, at timestamptz)
      JOIN moved ON moved.id = fill.run
      LEFT JOIN given ON given.run = fill.run AND given.number = fill.number
    ), link AS MATERIALIZED (
      SELECT link.* FROM jsonb_to_recordset($10::jsonb) AS link (
        run text, chain text, sequence bigint, team text, at timestamptz, actor text, action text, detail jsonb,
        previous text, hash text)
      JOIN moved ON moved.id = link.run
    ), reached AS MATERIALIZED (
      -- the anchor locks them in this order too
      SELECT head.chain FROM audit_heads AS head JOIN link ON link.chain = head.chain
      WHERE head.sequence = link.sequence - 1 AND head.hash = link.previous
      ORDER BY head.chain FOR NO KEY UPDATE OF head
    ), begun AS (
      INSERT INTO audit_heads (chain, sequence, hash)
      SELECT chain, sequence, hash FROM link WHERE sequence = 1 ORDER BY chain
      ON CONFLICT (chain) DO NOTHING
      RETURNING chain
    ), head AS MATERIALIZED (
      SELECT chain FROM reached UNION ALL SELECT chain FROM begun
    ), linked AS (
      INSERT INTO audit_events (chain, sequence, team_id, at, actor, action, detail, previous_hash, hash)
      SELECT link.chain, sequence, team, at, actor, action, detail, previous, hash FROM link JOIN head ON head.chain = link.chain
    ), advanced AS (
      UPDATE audit_heads SET sequence = link.sequence, hash = link.hash
      FROM link JOIN reached ON reached.chain = link.chain WHERE audit_heads.chain = link.chain
    )`;

/** A division by zero undoes the whole statement: what it was made from is not so any more, and each step is stored by itself. */
export const storingOrders: Prepared<{ moved: string[]; claims: unknown }> & IdleStatement = {
  name: "order_steps_store",
  idle: [0, "-1", "[]", "[]", "[]", "[]", "[]", "[]", "[]", "[]", "[]", "[]", "", 0],
  text: `
    WITH ${stepParts}, ${orderSets}, ${outboxParts}
    SELECT
      1 / CASE WHEN (SELECT count(*) FROM head) = (SELECT count(*) FROM link)
        AND (SELECT count(*) FROM changed) = (SELECT count(*) FROM change)
        -- what no limit was asked about is entered where there is none
        AND NOT EXISTS (
          SELECT FROM wish JOIN broker_accounts AS account ON account.id = wish.account
          WHERE wish.kind = 'place' AND wish.priority >= ${commandPriorities.entry}
            AND (account.halted_at IS NOT NULL OR account.limits <> '{}'))
        -- what is taken back has to be there: a wish that finds nothing would be lost without a word
        AND NOT EXISTS (
          SELECT FROM wish WHERE wish.kind = 'cancel' AND NOT EXISTS (
            SELECT FROM broker_orders AS one WHERE one.account_id = wish.account AND one.whole_id = wish.whole))
        -- an order that was never sent is taken back here
        AND NOT EXISTS (
          SELECT FROM working JOIN broker_commands AS command ON command.order_id = working.id
          WHERE command.kind = 'place' AND command.status = 'pending' AND command.attempts = 0)
      THEN 1 ELSE 0 END AS holds,
      (SELECT count(*) FROM told)::int AS told,
      (SELECT coalesce(jsonb_agg(id), '[]') FROM moved) AS moved,
      (SELECT coalesce(jsonb_agg(jsonb_build_object(
         'accountId', ready.id, 'shard', claimed.shard, 'token', claimed.fencing_token::text,
         'command', (SELECT ${commandJson} FROM commanded WHERE account_id = ready.id AND status = 'sending'),
         'row', (SELECT ${orderJson} FROM (
           SELECT id, account_id, client_order_id, run_id, whole_id, slice, slices, request, status, parts, quantity,
                  filled_quantity, filled_value, reason, has_late_fill, reported_at FROM placed
           UNION ALL
           SELECT id, account_id, client_order_id, run_id, whole_id, slice, slices, request, status, parts, quantity,
                  filled_quantity, filled_value, reason, has_late_fill, reported_at FROM working
         ) AS one WHERE one.id = (SELECT order_id FROM commanded WHERE account_id = ready.id AND status = 'sending'))
       )), '[]') FROM claimed JOIN ready ON ready.shard = claimed.shard) AS claims`,
};

const Claims = z.array(
  z.object({
    accountId: z.string(),
    shard: z.number(),
    token: z.string().transform(BigInt),
    command: RawCommand.nullable(),
    row: RawBrokerOrder.nullable(),
  }),
);

export type OrderSteps = {
  readonly steps: readonly StoredOrderStep[];
  readonly ready: readonly ReadyAccount[];
  /** Who claims the lanes, and for how long. */
  readonly owner: string;
  readonly milliseconds: number;
};

/**
 * Stores steps that moved orders, and what they ask of brokers, in one statement. Where the lane of an account is free, nothing waits in
 * its outbox and this process is ready to send for it, the lane is claimed and its first command is marked as being sent in the same
 * statement: its holder sends it at once. Throws, and stores nothing, where anything is not as the steps took it to be.
 */
export async function storeOrderSteps(
  db: Queryable,
  lease: ShardLease,
  { steps, ready, owner, milliseconds }: OrderSteps,
): Promise<{ readonly moved: ReadonlySet<string>; readonly claims: readonly ClaimedLane[] }> {
  const parts = [createdOf(steps), changedOf(steps), fillsOf(steps), linksOf(steps), wishesOf(steps), ready];
  const values = [...valuesOfSteps(lease, steps), ...parts.map((part) => JSON.stringify(part)), owner, milliseconds];
  const [row] = await runPrepared(db, storingOrders, values);
  if (row === undefined) throw new Error("a statement that returns one row returned none");
  return {
    moved: new Set(row.moved),
    claims: Claims.parse(row.claims).map(({ accountId, shard, token, command, row: order }) => ({
      accountId,
      lease: { shard, owner, token },
      taken: command === null || order === null ? null : { command, row: order },
    })),
  };
}

type Steps = readonly StoredOrderStep[];

const createdOf = (steps: Steps) =>
  steps.flatMap(({ records: { runId, created } }) =>
    created.map((order) => ({ ...orderParts(order), run: runId, id: randomUUID(), intent: randomUUID() })),
  );

const changedOf = (steps: Steps) =>
  steps.flatMap(({ records: { runId, changed } }) => changed.map((order) => ({ ...orderParts(order), run: runId })));

const fillsOf = (steps: Steps) =>
  steps.flatMap(({ records: { runId, fills } }) => fills.map((fill) => ({ ...fillParts(fill), run: runId })));

function fillParts({ orderId, time, ...fill }: StepFill) {
  return { ...fill, id: randomUUID(), number: orderId, at: new Date(time).toISOString() };
}

const linksOf = (steps: Steps) =>
  steps.map(({ records: { runId }, link: { sequence, teamId, previousHash, ...link } }) => {
    return { ...link, run: runId, sequence: String(sequence), team: teamId, previous: previousHash };
  });

function wishesOf(steps: Steps) {
  const wishes = steps.flatMap(({ records: { runId: run }, wishes: own }) => own.map((wish) => ({ run, wish })));
  return wishes.map(({ run, wish }, rank) => {
    if (wish.kind === "cancel") {
      return { rank, run, kind: wish.kind, account: wish.accountId, whole: wish.wholeId, ordinal: wish.ordinal };
    }
    const { accountId, clientOrderId, orderNumber, wholeId, expectedValue, ...order } = wish.order;
    const names = { id: randomUUID(), account: accountId, client: clientOrderId, number: orderNumber, whole: wholeId };
    return { rank, run, kind: wish.kind, priority: wish.priority, ...names, ...order, value: expectedValue };
  });
}

import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Queryable, Transaction } from "../client.ts";
import type { Prisma } from "../generated/client.ts";

/** An order of an account as it is stored; numbers are exact texts, `request` is what was asked for. */
export type BrokerOrderRow = {
  readonly id: string;
  readonly accountId: string;
  readonly clientOrderId: string;
  readonly runId: string | null;
  /** Of an order of a run: the id of the whole that this is a slice of. */
  readonly wholeId: string | null;
  readonly slice: number;
  readonly slices: number;
  readonly request: unknown;
  readonly status: string;
  readonly parts: unknown;
  readonly quantity: string;
  readonly filledQuantity: string;
  readonly filledValue: string;
  readonly reason: string | null;
  readonly hasLateFill: boolean;
  readonly reportedAt: Date | null;
};

/** The same as JSON that a statement of our own makes. */
export const RawBrokerOrder = z.object({
  id: z.string(),
  accountId: z.string(),
  clientOrderId: z.string(),
  runId: z.string().nullable(),
  wholeId: z.string().nullable(),
  slice: z.number(),
  slices: z.number(),
  request: z.unknown(),
  status: z.string(),
  parts: z.unknown(),
  quantity: z.string(),
  filledQuantity: z.string(),
  filledValue: z.string(),
  reason: z.string().nullable(),
  hasLateFill: z.boolean(),
  reportedAt: z.coerce.date().nullable(),
}) satisfies z.ZodType<BrokerOrderRow>;

/** What makes that JSON, in a statement where the columns of an order have these names. */
export const orderJson = `jsonb_build_object('id', id, 'accountId', account_id, 'clientOrderId', client_order_id, 'runId', run_id,
      'wholeId', whole_id, 'slice', slice, 'slices', slices, 'request', request, 'status', status, 'parts', parts,
      'quantity', trim_scale(quantity)::text, 'filledQuantity', trim_scale(filled_quantity)::text,
      'filledValue', trim_scale(filled_value)::text, 'reason', reason, 'hasLateFill', has_late_fill,
      'reportedAt', reported_at)`;

const columns = {
  id: true,
  accountId: true,
  clientOrderId: true,
  runId: true,
  wholeId: true,
  slice: true,
  slices: true,
  request: true,
  status: true,
  parts: true,
  quantity: true,
  filledQuantity: true,
  filledValue: true,
  reason: true,
  hasLateFill: true,
  reportedAt: true,
} satisfies Prisma.BrokerOrderSelect;

function toRow(found: Prisma.BrokerOrderGetPayload<{ select: typeof columns }>): BrokerOrderRow {
  return {
    ...found,
    quantity: found.quantity.toFixed(),
    filledQuantity: found.filledQuantity.toFixed(),
    filledValue: found.filledValue.toFixed(),
  };
}

export type NewBrokerOrder = {
  readonly accountId: string;
  readonly clientOrderId: string;
  readonly runId: string | null;
  readonly orderNumber: number | null;
  readonly wholeId: string | null;
  readonly slice: number;
  readonly slices: number;
  readonly quantity: string;
  /** By the price that is known; null where none is. */
  readonly expectedValue: string | null;
  readonly request: object;
};

/**
 * Adds orders with the commands that place them and the first line of their histories, in one statement. The stop of a pair goes out
 * with its target and has no command of its own. An account takes each of our ids once: returns the ids of what was added, none where
 * they were there before.
 */
export async function insertBrokerOrders(
  tx: Transaction,
  orders: readonly NewBrokerOrder[],
  priority: number,
): Promise<string[]> {
  const rows = orders.map((order) => ({ ...order, id: randomUUID() }));
  const added = await tx.$queryRaw<{ id: string }[]>`
    WITH given AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS given (
        id text, "accountId" text, "clientOrderId" text, "runId" text, "orderNumber" int, "wholeId" text, slice int,
        slices int, quantity numeric, "expectedValue" numeric, request jsonb)
    ), placed AS (
      INSERT INTO broker_orders (id, account_id, client_order_id, run_id, order_number, whole_id, slice, slices, quantity,
                                 expected_value, request)
      SELECT id, "accountId", "clientOrderId", "runId", "orderNumber", "wholeId", slice, slices, quantity,
             "expectedValue", request
      FROM given ORDER BY slice
      ON CONFLICT (account_id, client_order_id) DO NOTHING
      RETURNING id, account_id, client_order_id, slice, request
    ), commanded AS (
      INSERT INTO broker_commands (account_id, order_id, kind, key, priority)
      SELECT account_id, id, 'place', 'place:' || client_order_id, ${priority}::int FROM placed
      WHERE request->'pair'->>'stop' IS DISTINCT FROM client_order_id ORDER BY slice
    ), told AS (
      INSERT INTO broker_order_events (order_id, sequence, source, status, detail)
      SELECT id, 1, 'outbox', 'queued', '{}' FROM placed
    )
    SELECT id FROM placed ORDER BY slice`;
  return added.map((row) => row.id);
}

/** Returns an order and keeps everyone else from changing it until the transaction ends. */
export async function lockBrokerOrder(tx: Transaction, id: string): Promise<BrokerOrderRow | null> {
  // who waits for the lock gets the row as it is then
  const lock = `SELECT ${orderJson} AS row FROM broker_orders WHERE id = $1 FOR NO KEY UPDATE`;
  const [found] = await tx.$queryRawUnsafe<{ row: unknown }[]>(lock, id);
  return found === undefined ? null : RawBrokerOrder.parse(found.row);
}

/** Does the same with an order of that id of ours. */
export async function lockOrderNamed(
  tx: Transaction,
  accountId: string,
  clientOrderId: string,
): Promise<BrokerOrderRow | null> {
  const lock = `SELECT ${orderJson} AS row FROM broker_orders WHERE account_id = $1 AND client_order_id = $2 FOR NO KEY UPDATE`;
  const [found] = await tx.$queryRawUnsafe<{ row: unknown }[]>(lock, accountId, clientOrderId);
  return found === undefined ? null : RawBrokerOrder.parse(found.row);
}

/**
 * Locks the run that an order belongs to. Whoever may tell a run of an order's change calls it first: runs are locked before commands,
 * and those before orders.
 */
export async function lockRunOfOrder(tx: Transaction, orderId: string): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM runs WHERE id = (SELECT run_id FROM broker_orders WHERE id = ${orderId}) FOR NO KEY UPDATE`;
}

/** Returns the slices of an order of a run that have not ended. */
export async function listSlices(db: Queryable, accountId: string, wholeId: string): Promise<BrokerOrderRow[]> {
  const where = { accountId, wholeId, status: { notIn: ["filled", "cancelled", "expired", "rejected"] } };
  return (await db.brokerOrder.findMany({ where, select: columns, orderBy: { slice: "asc" } })).map(toRow);
}

/** Returns the orders of a run that have not ended at the broker. */
export async function listLiveOrdersOfRun(db: Queryable, runId: string): Promise<string[]> {
  const where = { runId, status: { notIn: ["filled", "cancelled", "expired", "rejected"] } };
  return (await db.brokerOrder.findMany({ where, select: { id: true } })).map((row) => row.id);
}

/** The names by which a broker's report may mean an order of ours. */
export type ReportNames = {
  readonly clientOrderId: string | null;
  readonly brokerOrderId: string;
  readonly replaces: string | null;
};

/** Returns the id of the order that a report is of, or null where it is none of ours. */
export async function findReportedOrder(
  db: Queryable,
  accountId: string,
  { clientOrderId, brokerOrderId, replaces }: ReportNames,
): Promise<string | null> {
  const part = (id: string | null): string => JSON.stringify([{ brokerOrderId: id ?? "" }]);
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM broker_orders
    WHERE account_id = ${accountId}
      AND (client_order_id = ${clientOrderId ?? ""} OR parts @> ${part(brokerOrderId)}::jsonb
           OR parts @> ${part(replaces)}::jsonb)
    LIMIT 1`;
  return rows[0]?.id ?? null;
}

export type OrderState = Pick<
  BrokerOrderRow,
  "status" | "quantity" | "filledQuantity" | "filledValue" | "reason" | "hasLateFill" | "reportedAt"
> & { readonly parts: readonly object[] };

export async function storeOrderState(tx: Transaction, id: string, state: OrderState): Promise<void> {
  await tx.$executeRaw`
    UPDATE broker_orders
    SET status = ${state.status}, parts = ${JSON.stringify(state.parts)}::jsonb, quantity = ${state.quantity}::numeric,
        filled_quantity = ${state.filledQuantity}::numeric, filled_value = ${state.filledValue}::numeric,
        reason = ${state.reason}, has_late_fill = ${state.hasLateFill}, reported_at = ${state.reportedAt},
        updated_at = clock_timestamp()
    WHERE id = ${id}`;
}

type OrderEvent = { readonly source: string; readonly status: string; readonly detail: object };

/** Adds a line to the history of an order that is locked. */
export async function appendOrderEvent(tx: Transaction, orderId: string, event: OrderEvent): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO broker_order_events (order_id, sequence, source, status, detail)
    SELECT ${orderId}, count(*) + 1, ${event.source}, ${event.status}, ${JSON.stringify(event.detail)}::jsonb
    FROM broker_order_events WHERE order_id = ${orderId}`;
}

/** Returns those of the ids that are ours on this account. */
export async function listOwnClientIds(
  db: Queryable,
  accountId: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const where = { accountId, clientOrderId: { in: [...ids] } };
  const rows = await db.brokerOrder.findMany({ where, select: { clientOrderId: true } });
  return new Set(rows.map((row) => row.clientOrderId));
}

export type OwnFills = { readonly exchange: string; readonly symbol: string; readonly quantity: string };

/** Returns what all our orders of an account have come to, by instrument; quantities are signed. */
export async function sumOwnFills(db: Queryable, accountId: string): Promise<OwnFills[]> {
  return db.$queryRaw<OwnFills[]>`
    SELECT request->'instrument'->>'exchange' AS exchange, request->'instrument'->>'symbol' AS symbol,
           trim_scale(sum(CASE WHEN request->>'side' = 'buy' THEN filled_quantity ELSE -filled_quantity END))::text AS quantity
    FROM broker_orders WHERE account_id = ${accountId} AND filled_quantity > 0
    GROUP BY 1, 2`;
}

/** Returns the orders that are at the broker and have not ended. */
export async function listWorkingBrokerOrders(db: Queryable, accountId: string): Promise<BrokerOrderRow[]> {
  const ended = ["queued", "sending", "unknown", "filled", "cancelled", "expired", "rejected"];
  const where = { accountId, status: { notIn: ended } };
  return (await db.brokerOrder.findMany({ where, select: columns, orderBy: { createdAt: "asc" } })).map(toRow);
}

/**
 * Returns the accounts with orders in a state that passes by itself, since before `since`: an update may be lost. One of a pair does not
 * outlive the other.
 */
export async function listStuckAccounts(db: Queryable, since: Date): Promise<ReadonlySet<string>> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT account_id AS id FROM broker_orders
    WHERE status IN ('submitted', 'pending-accept', 'pending-modify', 'pending-cancel', 'accepted')
      AND (status <> 'accepted' OR request->>'type' = 'market') AND updated_at < ${since}
    UNION
    SELECT account_id FROM broker_orders AS one
    WHERE status IN ('accepted', 'trigger-pending', 'partially-filled') AND EXISTS (
      SELECT FROM broker_orders AS other
      WHERE other.account_id = one.account_id AND other.id <> one.id
        AND other.client_order_id IN (one.request->'pair'->>'target', one.request->'pair'->>'stop')
        AND other.status IN ('filled', 'cancelled', 'expired', 'rejected') AND other.updated_at < ${since})`;
  return new Set(rows.map((row) => row.id));
}

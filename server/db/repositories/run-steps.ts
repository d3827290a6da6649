import { randomUUID } from "node:crypto";
import type { OutsideCommand } from "@/graph-runtime/engine/outside/ticket.ts";
import type { Alert } from "@/graph-runtime/market/alert.ts";
import type { OrderType } from "@/graph-runtime/market/order.ts";
import type { Transaction } from "../client.ts";
import type { RunEnding, RunStatus } from "./runs.ts";

export type StepOrder = {
  readonly id: number;
  readonly sequence: number;
  readonly ordinal: number;
  readonly clientOrderId: string;
  readonly lane: number;
  readonly symbol: string;
  readonly side: "buy" | "sell";
  readonly type: OrderType;
  readonly role: "entry" | "exit";
  readonly nodeId: string;
  readonly reason: string;
  readonly quantity: number;
  readonly limitPrice: number | null;
  readonly stopPrice: number | null;
  readonly status: string;
  readonly filledQuantity: number;
  readonly averagePrice: number;
  readonly deniedReason: string | null;
  readonly createdTime: number;
};

export type StepFill = {
  readonly sequence: number;
  readonly ordinal: number;
  readonly orderId: number;
  readonly lane: number;
  readonly symbol: string;
  readonly side: "buy" | "sell";
  readonly role: "entry" | "exit";
  readonly quantity: number;
  readonly price: number;
  readonly fee: number;
  readonly time: number;
};

export type StepDecision = {
  readonly sequence: number;
  readonly time: number;
  readonly action: string;
  readonly reason: string;
  readonly values: Readonly<Record<string, number | null>>;
};

export type StepMark = {
  readonly sequence: number;
  readonly time: number;
  readonly equity: number;
  readonly cash: number;
  readonly unrealised: number;
  readonly realised: number;
  readonly fees: number;
  readonly positions: readonly { lane: number; quantity: number; averagePrice: number; lastPrice: number }[];
};

export type StepAlert = Pick<Alert, "lane" | "nodeId" | "name" | "severity" | "message"> & {
  readonly sequence: number;
};

/** Everything that a stretch of a run's inbox led to. Prices and quantities are floats of the engine. */
export type StepRecords = {
  readonly runId: string;
  readonly fromSequence: number;
  readonly toSequence: number;
  readonly status: RunStatus;
  readonly statusReason: string | null;
  readonly state: Uint8Array<ArrayBuffer>;
  /** Orders that did not exist before, as they stand at the end of the stretch. */
  readonly created: readonly StepOrder[];
  /** Earlier orders that changed, as they stand at the end of the stretch. */
  readonly changed: readonly StepOrder[];
  readonly fills: readonly StepFill[];
  readonly decisions: readonly StepDecision[];
  readonly marks: readonly StepMark[];
  /** What the strategy wanted to be known. */
  readonly alerts: readonly StepAlert[];
  /** What the broker is to be asked; nothing on paper. */
  readonly commands: readonly OutsideCommand[];
  /** Money that came in from outside, less what went out. */
  readonly transferred: number;
  readonly review: string | null;
  readonly ending: RunEnding | null;
};

/** Stores new orders with their intents in one statement, and what changed of earlier ones in another. Every key is derived from the step. */
export async function storeOrders(
  tx: Transaction,
  { runId, toSequence, created, changed }: StepRecords,
): Promise<void> {
  if (created.length > 0) {
    const rows = created.map((order) => ({ ...orderParts(order), id: randomUUID(), intent: randomUUID() }));
    await tx.$executeRaw`
      WITH given AS MATERIALIZED (
        SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS given (
          id text, intent text, number int, sequence bigint, ordinal int, client text, reason text, payload jsonb, lane int,
          symbol text, side text, type text, role text, node text, placed timestamptz, quantity numeric, "limit" numeric,
          stop numeric, status text, filled numeric, average numeric, denied text)
      ), intended AS (
        INSERT INTO intents (id, run_id, sequence, ordinal, client_order_id, payload, reason)
        SELECT intent, ${runId}, sequence, ordinal, client, payload, reason FROM given
      )
      INSERT INTO orders (id, run_id, intent_id, client_order_id, order_number, lane, symbol, side, type, role, node_id, quantity,
                          limit_price, stop_price, status, filled_quantity, average_price, reason, denied_reason,
                          last_sequence, placed_at, updated_at)
      SELECT id, ${runId}, intent, client, number, lane, symbol, side, type, role, node, quantity, "limit", stop, status,
             filled, average, reason, denied, ${toSequence}::int, placed, now()
      FROM given`;
  }
  if (changed.length === 0) return;
  const count = await tx.$executeRaw`
    UPDATE orders
    SET quantity = given.quantity, limit_price = given."limit", stop_price = given.stop, status = given.status,
        filled_quantity = given.filled, average_price = given.average, denied_reason = given.denied,
        last_sequence = ${toSequence}::int, updated_at = now()
    FROM jsonb_to_recordset(${JSON.stringify(changed.map(orderParts))}::jsonb) AS given (
      number int, quantity numeric, "limit" numeric, stop numeric, status text, filled numeric, average numeric, denied text)
    WHERE orders.run_id = ${runId} AND orders.order_number = given.number`;
  if (count !== changed.length) throw new Error(`run ${runId}: ${changed.length} orders changed, ${count} are stored`);
}

/** An order as the statements name its parts. A trailing stop moves while it works. */
export function orderParts(order: StepOrder) {
  const { lane, symbol, side, type, role, nodeId, quantity, limitPrice, stopPrice } = order;
  return {
    ...{ number: order.id, sequence: order.sequence, ordinal: order.ordinal, client: order.clientOrderId },
    ...{ lane, symbol, side, type, role, node: nodeId, quantity, limit: limitPrice, stop: stopPrice },
    payload: { lane, symbol, side, type, role, nodeId, quantity, limitPrice, stopPrice },
    reason: order.reason,
    placed: new Date(order.createdTime).toISOString(),
    status: order.status,
    filled: order.filledQuantity,
    average: order.filledQuantity > 0 ? order.averagePrice : null,
    denied: order.deniedReason,
  };
}

/** Stores fills of orders that are stored already. */
export async function storeFills(tx: Transaction, { runId, fills }: StepRecords): Promise<void> {
  if (fills.length === 0) return;
  const rows = fills.map(({ orderId, time, ...fill }) => {
    return { ...fill, id: randomUUID(), number: orderId, at: new Date(time).toISOString() };
  });
  const count = await tx.$executeRaw`
    INSERT INTO fills (id, run_id, sequence, ordinal, order_id, lane, symbol, side, role, quantity, price, fee, time)
    SELECT given.id, ${runId}, given.sequence, given.ordinal, orders.id, given.lane, given.symbol, given.side, given.role,
           given.quantity, given.price, given.fee, given.at
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS given (
      id text, number int, sequence bigint, ordinal int, lane int, symbol text, side text, role text, quantity numeric,
      price numeric, fee numeric, at timestamptz)
    JOIN orders ON orders.run_id = ${runId} AND orders.order_number = given.number`;
  if (count !== fills.length) throw new Error(`run ${runId}: a fill of an order that does not exist`);
}

/** Cancels what is still working of a run that ends: the paper venue works no order of a closed run. */
export async function cancelWorkingOrders(tx: Transaction, runId: string, toSequence: number): Promise<void> {
  await tx.order.updateMany({
    where: { runId, status: { in: ["created", "submitted", "working", "partially-filled", "cancelling"] } },
    data: { status: "cancelled", lastSequence: BigInt(toSequence) },
  });
}

/** Stores what a person has to look at, and how the run was told to end. */
export async function storeWishes(tx: Transaction, { runId, review, ending }: StepRecords): Promise<void> {
  await tx.run.update({ where: { id: runId }, data: { review, ending }, select: { id: true } });
}

/** Counts money that was moved into a run, or out of it, as its capital: neither profit nor loss. */
export async function storeTransferred(tx: Transaction, { runId, transferred }: StepRecords): Promise<void> {
  const capital = { increment: transferred.toFixed(2) };
  await tx.run.update({ where: { id: runId }, data: { capital }, select: { id: true } });
}

/** Sets a run aside for a person to look at; its inbox waits. */
export async function markForReview(tx: Transaction, runId: string, reason: string): Promise<boolean> {
  const { count } = await tx.run.updateMany({
    where: { id: runId, stoppedAt: null },
    data: { status: "needs-review", statusReason: reason, isAside: true },
  });
  return count === 1;
}

/** Ends a run that was set aside; returns false when it has ended already. */
export async function closeRun(tx: Transaction, runId: string, reason: string): Promise<boolean> {
  const { count } = await tx.run.updateMany({
    where: { id: runId, stoppedAt: null },
    data: { status: "closed", statusReason: reason, stoppedAt: new Date() },
  });
  return count === 1;
}

import { randomUUID } from "node:crypto";
import type { OutsideCommand } from "@/graph-runtime/engine/outside/ticket.ts";
import type { Alert } from "@/graph-runtime/market/alert.ts";
import type { OrderType } from "@/graph-runtime/market/order.ts";
import type { Transaction } from "../client.ts";
import type { Prisma } from "../generated/client.ts";
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

/** Stores new orders with their intents, and what changed of earlier ones. Every key is derived from the step. */
export async function storeOrders(
  tx: Transaction,
  { runId, toSequence, created, changed }: StepRecords,
): Promise<void> {
  const rows = created.map((order) => ({ order, intentId: randomUUID() }));
  if (rows.length > 0) {
    await tx.intent.createMany({
      data: rows.map(({ order, intentId }) => ({
        id: intentId,
        runId,
        sequence: BigInt(order.sequence),
        ordinal: order.ordinal,
        clientOrderId: order.clientOrderId,
        reason: order.reason,
        payload: intentPayload(order),
      })),
    });
    await tx.order.createMany({
      data: rows.map(({ order, intentId }) => ({
        runId,
        intentId,
        clientOrderId: order.clientOrderId,
        orderNumber: order.id,
        lane: order.lane,
        symbol: order.symbol,
        side: order.side,
        type: order.type,
        role: order.role,
        nodeId: order.nodeId,
        reason: order.reason,
        placedAt: new Date(order.createdTime),
        ...changingParts(order),
        lastSequence: BigInt(toSequence),
      })),
    });
  }
  for (const order of changed) {
    await tx.order.update({
      where: { runId_orderNumber: { runId, orderNumber: order.id } },
      data: { ...changingParts(order), lastSequence: BigInt(toSequence) },
    });
  }
}

function changingParts(order: StepOrder) {
  return {
    quantity: order.quantity,
    // A trailing stop moves while it works.
    limitPrice: order.limitPrice,
    stopPrice: order.stopPrice,
    status: order.status,
    filledQuantity: order.filledQuantity,
    averagePrice: order.filledQuantity > 0 ? order.averagePrice : null,
    deniedReason: order.deniedReason,
  };
}

function intentPayload(order: StepOrder): Prisma.InputJsonObject {
  const { lane, symbol, side, type, role, nodeId, quantity, limitPrice, stopPrice } = order;
  return { lane, symbol, side, type, role, nodeId, quantity, limitPrice, stopPrice };
}

/** Stores fills of orders that are stored already. */
export async function storeFills(tx: Transaction, { runId, fills }: StepRecords): Promise<void> {
  if (fills.length === 0) return;
  const orders = await tx.order.findMany({
    where: { runId, orderNumber: { in: [...new Set(fills.map((fill) => fill.orderId))] } },
    select: { id: true, orderNumber: true },
  });
  const idOf = new Map(orders.map((order) => [order.orderNumber, order.id]));
  await tx.fill.createMany({
    data: fills.map(({ orderId, ...fill }) => {
      const id = idOf.get(orderId);
      if (id === undefined) throw new Error(`run ${runId}: a fill of order ${orderId}, which does not exist`);
      return { ...fill, runId, orderId: id, sequence: BigInt(fill.sequence), time: new Date(fill.time) };
    }),
  });
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

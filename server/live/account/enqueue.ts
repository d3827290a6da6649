import type { OrderChange } from "../../brokers/port/broker-order.ts";
import { multiplyDecimals } from "../../brokers/port/decimal.ts";
import { isTerminal } from "../../brokers/port/fold-report.ts";
import { type OrderWish, prepareOrders } from "../../brokers/port/prepare-orders.ts";
import { brokerOf } from "../../brokers/registry.ts";
import type { Transaction } from "../../db/client.ts";
import { commandPriorities, insertCommand, withdrawPlacing } from "../../db/repositories/broker-commands.ts";
import {
  appendOrderEvent,
  insertBrokerOrders,
  lockBrokerOrder,
  lockRunOfOrder,
  type NewBrokerOrder,
  storeOrderState,
} from "../../db/repositories/broker-orders.ts";
import { AppError } from "../../errors/app-error.ts";
import { lockPair } from "./pair-rows.ts";
import { readFolded, readRequest, toState } from "./stored-order.ts";
import { tellRun } from "./tell-run.ts";

type Placing = {
  readonly account: { readonly id: string; readonly broker: string };
  /** The run that it belongs to, and its number there; null for none. */
  readonly run: { readonly id: string; readonly orderNumber: number } | null;
  readonly wish: OrderWish;
};

export type Enqueued =
  | { readonly kind: "enqueued"; readonly orderIds: readonly string[] }
  /** The same was enqueued before: nothing was added. */
  | { readonly kind: "known" }
  | { readonly kind: "refused"; readonly reason: string };

/** Returns an order as the outbox keeps it, made to fit the broker and cut into slices where it has to be; or says why it cannot be sent. */
export function outboxOf({ account, run, wish }: Placing): readonly NewBrokerOrder[] | { readonly reason: string } {
  const preparation = prepareOrders(wish, brokerOf(account.broker).capabilities);
  if (preparation.kind === "refused") return { reason: preparation.reason };
  const owner = { runId: run?.id ?? null, orderNumber: run?.orderNumber ?? null };
  const whole = { ...owner, wholeId: run === null ? null : wish.clientOrderId, slices: preparation.orders.length };
  return preparation.orders.map((order, slice) => {
    const { clientOrderId, quantity } = order;
    const price = order.limitPrice ?? order.triggerPrice ?? wish.lastPrice;
    const expectedValue = price === null ? null : multiplyDecimals(quantity, price);
    return { accountId: account.id, clientOrderId, quantity, expectedValue, request: order, slice, ...whole };
  });
}

/**
 * Puts an order into the outbox of an account, in the transaction of what it follows from. Its client id is the key: what is enqueued
 * again is there already. Wake the account afterwards.
 */
export async function enqueueOrder(tx: Transaction, placing: Placing): Promise<Enqueued> {
  const rows = outboxOf(placing);
  if ("reason" in rows) return { kind: "refused", ...rows };
  const orderIds = await insertBrokerOrders(tx, rows, commandPriorities[placing.wish.role]);
  return orderIds.length === 0 ? { kind: "known" } : { kind: "enqueued", orderIds };
}

export type PlacingOfPair = Record<"target" | "stop", Placing>;

/** Does the same with a stop and a target that go out as one. */
export function outboxOfPair({ target, stop }: PlacingOfPair): readonly NewBrokerOrder[] | { readonly reason: string } {
  const pair = { target: target.wish.clientOrderId, stop: stop.wish.clientOrderId };
  const rows: NewBrokerOrder[] = [];
  for (const placing of [target, stop]) {
    const own = outboxOf({ ...placing, wish: { ...placing.wish, pair } });
    if ("reason" in own) return own;
    rows.push(...own);
  }
  return rows;
}

/** Puts a stop and a target of a broker that takes both as one into its outbox: the target's command places both. */
export async function enqueuePair(tx: Transaction, placing: PlacingOfPair): Promise<Enqueued> {
  const rows = outboxOfPair(placing);
  if ("reason" in rows) return { kind: "refused", ...rows };
  const orderIds = await insertBrokerOrders(tx, rows, commandPriorities[placing.target.wish.role]);
  return orderIds.length === 0 ? { kind: "known" } : { kind: "enqueued", orderIds };
}

/** Asks for an order to be cancelled, and with one of a pair for both; `key` makes the same wish once. One that was not sent yet is never sent. */
export async function enqueueCancel(tx: Transaction, orderId: string, key: string): Promise<void> {
  await lockRunOfOrder(tx, orderId);
  const isWithdrawn = await withdrawPlacing(tx, orderId);
  const rows = await lockPair(tx, await requireOrder(tx, orderId));
  if (isWithdrawn) {
    const state = { status: "cancelled", reason: "cancelled before it was sent" };
    for (const row of rows) {
      await storeOrderState(tx, row.id, { ...toState(readFolded(row)), ...state });
      await appendOrderEvent(tx, row.id, { source: "outbox", status: "cancelled", detail: { reason: state.reason } });
      await tellRun(tx, { ...row, ...state });
    }
    return;
  }
  const leader = rows.find((row) => !isTerminal(readFolded(row).status));
  const { id, accountId } = leader ?? (await requireOrder(tx, orderId));
  const priority = commandPriorities.cancel;
  await insertCommand(tx, { accountId, orderId: id, kind: "cancel", key: `cancel:${key}`, priority, payload: {} });
}

type Change = Omit<OrderChange, "filledQuantity">;

/** Asks for the terms of an order to be changed; `key` makes the same wish once. */
export async function enqueueChange(tx: Transaction, orderId: string, key: string, change: Change): Promise<void> {
  const row = await requireOrder(tx, orderId);
  const priority = commandPriorities[readRequest(row).role];
  const command = { accountId: row.accountId, orderId, kind: "change", key: `change:${key}`, priority } as const;
  await insertCommand(tx, { ...command, payload: change });
}

async function requireOrder(tx: Transaction, orderId: string) {
  const row = await lockBrokerOrder(tx, orderId);
  if (row === null) throw new AppError("not-found", { what: "order", id: orderId });
  return row;
}

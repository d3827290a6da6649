import { createHash } from "node:crypto";
import type { SimBroker } from "../core/sim-broker.ts";
import type { SimAccount } from "../core/sim-event.ts";
import { averagePriceOf, type SimOrder, type SimStatus } from "../core/sim-order.ts";
import { kiteTime } from "./kite-time.ts";

const statuses: Readonly<Record<SimStatus, string>> = {
  placed: "PUT ORDER REQ RECEIVED",
  held: "OPEN PENDING",
  open: "OPEN",
  "trigger-pending": "TRIGGER PENDING",
  filled: "COMPLETE",
  cancelled: "CANCELLED",
  rejected: "REJECTED",
  replaced: "CANCELLED",
};

/** Returns an order as the order book shows it. */
export function kiteOrderRow(broker: SimBroker, order: SimOrder, account: SimAccount) {
  const { wire, filled, quantity } = order;
  const isOver = order.status === "cancelled" || order.status === "rejected";
  const time = kiteTime(order.updatedAt);
  return {
    placed_by: account.id,
    order_id: order.id,
    exchange_order_id: order.status === "rejected" ? null : `1${order.id}`,
    parent_order_id: null,
    status: statuses[order.status],
    status_message: order.reason,
    status_message_raw: order.reason,
    order_timestamp: time,
    exchange_update_timestamp: time,
    exchange_timestamp: time,
    variety: wire["variety"] ?? "regular",
    modified: order.changes > 0,
    exchange: broker.instrument(order.symbol)?.exchange ?? "NSE",
    tradingsymbol: order.symbol,
    instrument_token: broker.instrument(order.symbol)?.token ?? 0,
    order_type: wire["order_type"] ?? "MARKET",
    transaction_type: order.side.toUpperCase(),
    validity: wire["validity"] ?? "DAY",
    validity_ttl: 0,
    product: wire["product"] ?? "CNC",
    quantity,
    disclosed_quantity: 0,
    price: order.limitPrice ?? 0,
    trigger_price: order.triggerPrice ?? 0,
    average_price: averagePriceOf(order) ?? 0,
    filled_quantity: filled,
    // a cancelled row may keep what was pending, as the vendor's own examples do
    pending_quantity: order.status === "rejected" ? 0 : quantity - filled,
    cancelled_quantity: isOver ? quantity - filled : 0,
    market_protection: Number(wire["market_protection"] ?? 0),
    meta: {},
    tag: order.clientId,
    tags: order.clientId === null ? [] : [order.clientId],
    guid: `${order.id}X${account.key}`,
  };
}

/** Returns the update of an order, as it is posted and as the ticker sends it. */
export function kiteUpdate(broker: SimBroker, order: SimOrder, account: SimAccount) {
  const row = kiteOrderRow(broker, order, account);
  const isPartial = order.status === "open" && order.filled > 0;
  const checksum = createHash("sha256").update(`${row.order_id}${row.order_timestamp}${account.secret}`).digest("hex");
  return {
    ...row,
    user_id: account.id,
    app_id: 1_001,
    unfilled_quantity: order.quantity - order.filled,
    status: isPartial ? "UPDATE" : row.status,
    checksum,
  };
}

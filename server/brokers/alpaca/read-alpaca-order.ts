import { z } from "zod";
import type { OrderReport, ReportedStatus } from "../port/broker-order.ts";
import { decimal } from "../port/decimal.ts";
import { pairOf } from "./alpaca-pair.ts";

const Amount = z.union([z.string(), z.number()]);

const Plain = z.object({
  id: z.string(),
  client_order_id: z.string(),
  status: z.string(),
  updated_at: z.string().nullish(),
  replaces: z.string().nullish(),
  replaced_by: z.string().nullish(),
  symbol: z.string(),
  qty: Amount.nullish(),
  filled_qty: Amount,
  filled_avg_price: Amount.nullish(),
  type: z.string(),
  side: z.enum(["buy", "sell"]),
  limit_price: Amount.nullish(),
  stop_price: Amount.nullish(),
});
/** An order as responses and trade updates give it; only what we need of it. Numbers come as text. */
export const AlpacaOrder = Plain.extend({ legs: z.array(Plain).nullish() });
type AlpacaLeg = z.infer<typeof Plain>;
export type AlpacaOrder = z.infer<typeof AlpacaOrder>;

const statuses: Readonly<Record<string, ReportedStatus>> = {
  pending_new: "submitted",
  accepted: "pending-accept",
  pending_review: "pending-accept",
  new: "accepted",
  accepted_for_bidding: "accepted",
  partially_filled: "partially-filled",
  pending_replace: "pending-modify",
  // the order goes on under the id that replaced this one
  replaced: "pending-modify",
  pending_cancel: "pending-cancel",
  filled: "filled",
  canceled: "cancelled",
  expired: "expired",
  done_for_day: "expired",
  rejected: "rejected",
  suspended: "rejected",
};
const types = { market: "market", limit: "limit", stop: "stop", stop_limit: "stop-limit" } as const;
const exchange = "US";

export function readAlpacaOrder(order: AlpacaLeg): OrderReport {
  const amount = (value: string | number | null | undefined) => (value == null ? null : decimal(value));
  return {
    exchange,
    symbol: order.symbol,
    brokerOrderId: order.id,
    replaces: order.replaces ?? null,
    clientOrderId: pairOf(order.client_order_id)?.target ?? order.client_order_id,
    side: order.side,
    type: types[order.type as keyof typeof types] ?? "limit",
    status: statusOf(order),
    quantity: decimal(order.qty ?? 0),
    filledQuantity: decimal(order.filled_qty),
    averagePrice: amount(order.filled_avg_price),
    limitPrice: amount(order.limit_price),
    triggerPrice: amount(order.stop_price),
    reason: null,
    time: order.updated_at == null ? null : Date.parse(order.updated_at),
  };
}

/** Returns an order and those that belong to it, each as a report of its own. A stop is known by the id that its target carries. */
export function readAlpacaOrders(order: AlpacaOrder): OrderReport[] {
  const stop = pairOf(order.client_order_id)?.stop;
  const legs = (order.legs ?? []).map((leg) => {
    const report = readAlpacaOrder(leg);
    return stop === undefined || !isStop(leg) ? report : { ...report, clientOrderId: stop };
  });
  return [readAlpacaOrder(order), ...legs];
}

export function isStop({ type }: AlpacaLeg): boolean {
  return type === "stop" || type === "stop_limit";
}

/** Alpaca holds the stop of a pair itself until its price is there: that is how it works. */
function statusOf(order: AlpacaLeg): ReportedStatus {
  if (order.status === "held") return isStop(order) ? "trigger-pending" : "pending-accept";
  return statuses[order.status] ?? "submitted";
}

import { z } from "zod";
import type { OrderReport, ReportedStatus } from "../port/broker-order.ts";
import { compareDecimals, decimal, zero } from "../port/decimal.ts";
import { readKiteTime } from "./kite-time.ts";

/** An order as the order book, the ticker and postbacks give it; only what we need of it. */
export const KiteOrder = z.object({
  order_id: z.string(),
  status: z.string(),
  status_message: z.string().nullish(),
  order_timestamp: z.string().nullish(),
  exchange_update_timestamp: z.string().nullish(),
  exchange: z.string(),
  tradingsymbol: z.string(),
  order_type: z.string(),
  transaction_type: z.enum(["BUY", "SELL"]),
  validity: z.string().nullish(),
  quantity: z.number(),
  filled_quantity: z.number(),
  average_price: z.number().nullish(),
  price: z.number().nullish(),
  trigger_price: z.number().nullish(),
  tag: z.string().nullish(),
});
export type KiteOrder = z.infer<typeof KiteOrder>;

const statuses: Readonly<Record<string, ReportedStatus>> = {
  "PUT ORDER REQ RECEIVED": "submitted",
  "VALIDATION PENDING": "pending-accept",
  "OPEN PENDING": "pending-accept",
  "AMO REQ RECEIVED": "pending-accept",
  OPEN: "accepted",
  UPDATE: "accepted",
  MODIFIED: "accepted",
  "NOT MODIFIED": "accepted",
  "NOT CANCELLED": "accepted",
  "TRIGGER PENDING": "trigger-pending",
  "MODIFY VALIDATION PENDING": "pending-modify",
  "MODIFY PENDING": "pending-modify",
  "CANCEL PENDING": "pending-cancel",
  COMPLETE: "filled",
  CANCELLED: "cancelled",
  "CANCELLED AMO": "cancelled",
  REJECTED: "rejected",
};
const types = { MARKET: "market", LIMIT: "limit", SL: "stop-limit", "SL-M": "stop" } as const;

export function readKiteOrder(row: KiteOrder): OrderReport {
  const filledQuantity = decimal(row.filled_quantity);
  const hasFills = compareDecimals(filledQuantity, zero) > 0;
  const status = statuses[row.status] ?? "submitted";
  return {
    exchange: row.exchange,
    symbol: row.tradingsymbol,
    brokerOrderId: row.order_id,
    replaces: null,
    clientOrderId: row.tag ?? null,
    side: row.transaction_type === "BUY" ? "buy" : "sell",
    type: types[row.order_type as keyof typeof types] ?? "limit",
    // what an immediate order did not get is not taken back by anybody: it runs out
    status: status === "cancelled" && row.validity === "IOC" ? "expired" : status,
    quantity: decimal(row.quantity),
    filledQuantity,
    averagePrice: hasFills ? decimal(row.average_price ?? 0) : null,
    limitPrice: priceOf(row.price),
    triggerPrice: priceOf(row.trigger_price),
    reason: row.status_message ?? null,
    time: readKiteTime(row.exchange_update_timestamp ?? row.order_timestamp ?? null),
  };
}

function priceOf(value: number | null | undefined) {
  return value === null || value === undefined || value === 0 ? null : decimal(value);
}

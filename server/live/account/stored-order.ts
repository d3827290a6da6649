import { z } from "zod";
import { ORDER_TYPES } from "@/graph-runtime/market/order.ts";
import { brokerOrderStatuses, type NewOrder, products, timesInForce } from "../../brokers/port/broker-order.ts";
import { type Decimal, decimal } from "../../brokers/port/decimal.ts";
import type { FoldedOrder } from "../../brokers/port/fold-report.ts";
import type { BrokerOrderRow, OrderState } from "../../db/repositories/broker-orders.ts";

const Exact = z.string().transform((text): Decimal => decimal(text));

export const StoredInstrument = z.object({
  exchange: z.string(),
  symbol: z.string(),
  token: z.string(),
  name: z.string(),
  kind: z.enum(["equity", "future", "call", "put", "crypto"]),
  currency: z.string(),
  tickSize: Exact,
  lotSize: Exact,
  freezeQuantity: Exact.nullable(),
  expiry: z.string().nullable(),
  strike: Exact.nullable(),
});

/** What is stored of an order that was asked for. */
const StoredOrder = z.object({
  clientOrderId: z.string(),
  instrument: StoredInstrument,
  side: z.enum(["buy", "sell"]),
  role: z.enum(["entry", "exit"]),
  type: z.enum(ORDER_TYPES),
  quantity: Exact,
  limitPrice: Exact.nullable(),
  triggerPrice: Exact.nullable(),
  timeInForce: z.enum(timesInForce),
  product: z.enum(products),
  protectionPercent: Exact.nullable(),
  pair: z.object({ target: z.string(), stop: z.string() }).nullable().default(null),
}) satisfies z.ZodType<NewOrder>;

const Parts = z.array(z.object({ brokerOrderId: z.string(), filledQuantity: Exact, filledValue: Exact }));
const Status = z.enum(brokerOrderStatuses);

export function readRequest(row: Pick<BrokerOrderRow, "request">): NewOrder {
  return StoredOrder.parse(row.request);
}

export function readFolded(row: BrokerOrderRow): FoldedOrder {
  return {
    status: Status.parse(row.status),
    parts: Parts.parse(row.parts),
    quantity: decimal(row.quantity),
    filledQuantity: decimal(row.filledQuantity),
    filledValue: decimal(row.filledValue),
    reason: row.reason,
    hasLateFill: row.hasLateFill,
    time: row.reportedAt?.getTime() ?? null,
  };
}

export function toState({ time, ...folded }: FoldedOrder): OrderState {
  return { ...folded, reportedAt: time === null ? null : new Date(time) };
}

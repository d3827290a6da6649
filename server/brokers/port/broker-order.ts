import { BROKER_PRODUCTS, type BrokerProduct } from "@/graph-runtime/market/broker-profile.ts";
import type { OrderRole, OrderType, Side } from "@/graph-runtime/market/order.ts";
import type { BrokerInstrument, InstrumentRef } from "./broker-instrument.ts";
import type { Decimal } from "./decimal.ts";

export const timesInForce = ["day", "gtc", "ioc", "fok", "opening", "closing"] as const;
export type TimeInForce = (typeof timesInForce)[number];

/** How a position is carried: CNC, NRML and MIS in India; everything is "delivery" in a cash account elsewhere. */
export const products = BROKER_PRODUCTS;
export type Product = BrokerProduct;

/** The ids of ours of two exits of which one takes the other back. */
export type OrderPair = { readonly target: string; readonly stop: string };

/** An order as it is to be sent. Prices lie on the tick, the quantity on the lot, and below the freeze quantity. */
export type NewOrder = {
  /** Ours: alphanumeric, at most 20 characters, never used before on this account. */
  readonly clientOrderId: string;
  readonly instrument: BrokerInstrument;
  readonly side: Side;
  readonly role: OrderRole;
  readonly type: OrderType;
  readonly quantity: Decimal;
  readonly limitPrice: Decimal | null;
  readonly triggerPrice: Decimal | null;
  readonly timeInForce: TimeInForce;
  readonly product: Product;
  /** Percent by which a market order may move away from the last price, where the broker wants to know; null for none. */
  readonly protectionPercent: Decimal | null;
  /** Null for an order that stands alone. */
  readonly pair: OrderPair | null;
};

/** By what an order of ours is looked up. */
export type OrderName = Pick<NewOrder, "clientOrderId" | "pair">;

/** The terms that an order is to have from now on. */
export type OrderChange = {
  /** The whole of it, filled parts included. */
  readonly quantity: Decimal;
  /** How much of it is known to be filled: some brokers take only what is left. */
  readonly filledQuantity: Decimal;
  readonly limitPrice: Decimal | null;
  readonly triggerPrice: Decimal | null;
};

export const brokerOrderStatuses = [
  /** Committed in our outbox, not yet sent. */
  "queued",
  /** About to be sent or being sent. */
  "sending",
  /** Sent, and no answer came: only the broker's own books can tell. */
  "unknown",
  "submitted",
  "pending-accept",
  "accepted",
  "trigger-pending",
  "partially-filled",
  "pending-modify",
  "pending-cancel",
  "filled",
  "cancelled",
  "expired",
  "rejected",
] as const;
export type BrokerOrderStatus = (typeof brokerOrderStatuses)[number];

/** What a broker can say of an order; the first three statuses are ours alone. */
export type ReportedStatus = Exclude<BrokerOrderStatus, "queued" | "sending" | "unknown">;

/** One observation of an order at the broker under one id, from whichever source. Quantities are totals, never differences. */
export type OrderReport = InstrumentRef & {
  readonly brokerOrderId: string;
  /** Where a change gave the order a new id: the one it had before. */
  readonly replaces: string | null;
  /** Null for orders that were not placed by us. */
  readonly clientOrderId: string | null;
  readonly side: Side;
  readonly type: OrderType;
  readonly status: ReportedStatus;
  readonly quantity: Decimal;
  readonly filledQuantity: Decimal;
  /** Null while nothing is filled. */
  readonly averagePrice: Decimal | null;
  readonly limitPrice: Decimal | null;
  readonly triggerPrice: Decimal | null;
  /** The broker's words for a refusal or an end. */
  readonly reason: string | null;
  /** The broker's time of this state, epoch milliseconds; null where it does not say. */
  readonly time: number | null;
};

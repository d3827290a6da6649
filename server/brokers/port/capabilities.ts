import type { OrderType } from "@/graph-runtime/market/order.ts";
import type { Product, TimeInForce } from "./broker-order.ts";

/** Done by the broker, done by us with the broker's means, or not to be had. */
export type Support = "native" | "emulated" | "none";

/** Kinds of calls that a broker counts apart. */
export type RateScope = "orders" | "quotes" | "history" | "other";

export type RateRule = {
  readonly scope: RateScope;
  readonly calls: number;
  readonly perMilliseconds: number;
};

/** What a broker can do. The interface shows it, the outbox and the conformance suite go by it. */
export type Capabilities = {
  readonly orderTypes: Readonly<Record<OrderType, Support>>;
  readonly timesInForce: Readonly<Record<TimeInForce, Support>>;
  readonly products: readonly Product[];
  /** Those of them under which something may be sold that is not held. */
  readonly shorts: readonly Product[];
  readonly features: {
    readonly changeOrder: Support;
    readonly findByClientId: Support;
    /** Orders above the exchange's freeze quantity. */
    readonly largeOrders: Support;
    readonly fractions: Support;
    /** An entry with its stop and its target as one order. */
    readonly bracket: Support;
    /** A stop and a target as one order, of which one takes the other back. */
    readonly oneCancelsOther: Support;
    readonly orderUpdates: Support;
    readonly postbacks: Support;
    readonly marketData: Support;
    /** Trades that the exchange corrects or takes back are told. */
    readonly tradeAmendments: Support;
  };
  /** Market orders are refused unless they say how far they may move. */
  readonly needsProtectedMarketOrders: boolean;
  /** A second order of the same client id is refused, so that an order that did not arrive can be sent again at once. */
  readonly refusesRepeatedClientIds: boolean;
  /** How often an order may be changed; null for any number. */
  readonly changesPerOrder: number | null;
  /** Orders are taken only from an address that the client has registered with the broker. */
  readonly needsStaticAddress: boolean;
  /** Whether a session lasts until it is ended, or the user logs in each day. */
  readonly session: "lasting" | "daily";
  /** How long after the end of a bar its last trade may still be told. */
  readonly tickDelayMilliseconds: number;
  readonly rates: readonly RateRule[];
};

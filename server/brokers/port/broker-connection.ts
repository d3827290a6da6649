import type { BuiltBar, MarketTick } from "@/graph-runtime/market/ticks/market-tick.ts";
import type { BrokerFunds, BrokerHolding, BrokerPosition } from "./broker-account.ts";
import type { BrokerInstrument } from "./broker-instrument.ts";
import type { NewOrder, OrderChange, OrderName, OrderReport } from "./broker-order.ts";
import type { Decimal } from "./decimal.ts";

export type Tick = {
  readonly token: string;
  readonly price: Decimal;
  /** Time of the trade or quote at the exchange, epoch milliseconds; null where the broker does not say. */
  readonly time: number | null;
  readonly bid: Decimal | null;
  readonly ask: Decimal | null;
  /** The trade that it tells of; null where it is none, or nothing says when it was. */
  readonly trade: MarketTick | null;
  /** The name of an earlier trade that it takes back; where it tells of a trade, that one was meant. */
  readonly amends?: string;
};

/** The lengths of bars that every broker here has histories of. */
export const feedTimeframes = ["1m", "5m", "15m"] as const;
export type FeedTimeframe = (typeof feedTimeframes)[number];

/** A bar of a broker's history; `time` is its open. */
export type HistoricalBar = Omit<BuiltBar, "end">;
export type Stretch = { readonly timeframe: FeedTimeframe; readonly from: number; readonly to: number };

export type StreamState = "connecting" | "open" | "waiting" | "closed";

export type StreamListener<Item> = {
  readonly onItem: (item: Item) => void;
  /** "open" comes again after each reconnect: what happened in between was not heard and has to be asked for. */
  readonly onState: (state: StreamState, reason: string | null) => void;
  /** Called for whatever comes, a heartbeat too. */
  readonly onHeard?: () => void;
};

/** A stream keeps itself connected until it is closed, or until the session is over. */
export interface BrokerStream {
  close(): void;
}

export interface PriceStream extends BrokerStream {
  /** Replaces the set of instruments that are heard. */
  watch(instruments: readonly BrokerInstrument[]): void;
}

/** The newest state of an order at the broker, by which it is addressed from then on. */
export type OrderHandle = { readonly brokerOrderId: string };

export type PairOfOrders = { readonly target: NewOrder; readonly stop: NewOrder };
export type PairOfReports = { readonly target: OrderReport; readonly stop: OrderReport };

/**
 * One account at one broker, logged in. Every call rejects with a BrokerError that says whether it may have happened; none is ever
 * repeated by the connection itself.
 */
export interface BrokerConnection {
  /** Resolves when the broker has taken the order; it may still be rejected, which an update tells. */
  place(order: NewOrder): Promise<OrderHandle>;
  /**
   * Sends a target and a stop for the same units as one, and resolves with what the broker has made of both; null where a broker has
   * no such orders. Once one of them fills the broker takes the other back, and to cancel one is to cancel both.
   */
  readonly placePair: ((pair: PairOfOrders) => Promise<PairOfReports>) | null;
  /** The order may have another id afterwards. `order` is as it was placed. */
  change(handle: OrderHandle, change: OrderChange, order: NewOrder): Promise<OrderHandle>;
  cancel(handle: OrderHandle): Promise<void>;
  findOrder(name: OrderName): Promise<OrderReport | null>;
  /** The order book of the day, oldest first. */
  listOrders(): Promise<OrderReport[]>;
  listPositions(): Promise<BrokerPosition[]>;
  listHoldings(): Promise<BrokerHolding[]>;
  readFunds(): Promise<BrokerFunds>;
  listInstruments(): Promise<BrokerInstrument[]>;
  /** Returns the bars that open from `from` on and before `to`, oldest first; where nothing was traded there may be none. */
  readBars(instrument: BrokerInstrument, stretch: Stretch): Promise<HistoricalBar[]>;
  streamOrders(listener: StreamListener<OrderReport>): BrokerStream;
  streamPrices(listener: StreamListener<Tick>): PriceStream;
  close(): void;
}

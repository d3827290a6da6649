import type { Decimal } from "./decimal.ts";

/** How a broker names and quotes what can be traded today. Tokens and symbols are used again after expiry: keep none of them. */
export type BrokerInstrument = {
  readonly exchange: string;
  readonly symbol: string;
  /** What the market data stream calls it. */
  readonly token: string;
  readonly name: string;
  readonly kind: "equity" | "future" | "call" | "put" | "crypto";
  readonly currency: string;
  readonly tickSize: Decimal;
  readonly lotSize: Decimal;
  /** The exchange refuses larger orders: they are sent in slices. Null where there is no such limit. */
  readonly freezeQuantity: Decimal | null;
  /** Calendar date of the exchange, or null. */
  readonly expiry: string | null;
  readonly strike: Decimal | null;
};

/** The least by which an instrument is found again. */
export type InstrumentRef = Pick<BrokerInstrument, "exchange" | "symbol">;

import type { InstrumentRef } from "./broker-instrument.ts";
import type { Product } from "./broker-order.ts";
import type { Decimal } from "./decimal.ts";

export type BrokerPosition = InstrumentRef & {
  readonly product: Product;
  /** Signed. */
  readonly quantity: Decimal;
  readonly averagePrice: Decimal;
  /** Null where the broker has none at the moment. */
  readonly lastPrice: Decimal | null;
};

export type BrokerHolding = InstrumentRef & {
  readonly quantity: Decimal;
  readonly averagePrice: Decimal;
  readonly lastPrice: Decimal | null;
};

export type BrokerFunds = {
  readonly currency: string;
  readonly cash: Decimal;
  /** What new positions may be opened with. */
  readonly available: Decimal;
  readonly used: Decimal;
};

/** Who is logged in, and until when. `token` is a secret. */
export type BrokerSession = {
  readonly userId: string;
  readonly userName: string;
  /** Null where the credentials themselves are the session. */
  readonly token: string | null;
  /** Epoch milliseconds; null where the session does not end by itself. */
  readonly expiresAt: number | null;
};

import type { BrokerInstrument } from "./broker-instrument.ts";
import type { Product } from "./broker-order.ts";

/** A rate from a day on, by the exchange's clock. */
export type RateStep = {
  readonly from: string;
  readonly rate: number /** At most so much for an order. */;
  readonly most?: number;
};

/** What a rate is of: the money that changed hands, the units, each order that traded, or other charges by their ids. */
export type ChargeBasis = "value" | "units" | "orders" | { readonly of: readonly string[] };

/** One line of a contract note, with its rates by date, the oldest first. Before the first it is not known. */
export type Charge = {
  readonly id: string;
  readonly label: string;
  readonly segments: readonly string[];
  /** Null for every exchange. */
  readonly exchange: string | null;
  readonly side: "buy" | "sell" | "both";
  readonly basis: ChargeBasis;
  readonly steps: readonly RateStep[];
  /** How the amount of a day and a segment is rounded: to the nearest, or up to the next, of so much money. */
  readonly rounding: { readonly to: number; readonly up: boolean };
};

/** What a broker and the authorities behind it charge for trades, with dates. */
export type ChargeTable = {
  /** Who says so. */
  readonly source: string;
  /** The last day on which the rates were looked up; later days go by the same rates, and the note says so. */
  readonly knownUntil: string;
  /** Returns how a trade is charged; null where the table does not know its kind. */
  segmentOf(instrument: Pick<BrokerInstrument, "kind">, product: Product): string | null;
  readonly charges: readonly Charge[];
  /** What is charged besides and is not in the note. */
  readonly remarks: readonly string[];
};

import type { Instrument } from "../market/instrument.ts";
import type { WorkingOrder } from "./working-order.ts";

export type BarValues = {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
};

/** What a venue may see of one lane while it matches a bar. */
export type LaneBook = {
  readonly instrument: Instrument;
  readonly bar: number;
  /** Open time of the bar. */
  readonly time: number;
  /** Input event that the bar belongs to. */
  readonly sequence: number;
  /** Working orders in order of activation, then id. */
  readonly orders: readonly WorkingOrder[];
  /** Money of the account per price point and unit. */
  readonly multiplier: number;
  /** Signed units held. */
  readonly position: number;
  /** Money that an entry may spend: what there is in a cash account, without bound in a margin account. */
  readonly cash: number;
  /** Finer bars of this bar, where the policy asks for them and there are any. */
  readonly finer: readonly BarValues[] | null;
  readonly opensSession: boolean;
  readonly closesSession: boolean;
  /** Units of an order whose size is fixed at the fill. */
  readonly quantityAt: (order: WorkingOrder, price: number) => number;
  /** The protective orders that become live when an entry fills. `link` makes them cancel one another. */
  readonly protect: (order: WorkingOrder, price: number, quantity: number, link: string) => readonly WorkingOrder[];
};

/** What a venue reports, in the order in which it happened. */
export type VenueEvent =
  | {
      readonly kind: "fill";
      readonly order: WorkingOrder;
      readonly price: number;
      readonly quantity: number;
      /** Units still to fill afterwards; 0 ends the order. */
      readonly left: number;
      readonly maker: boolean;
    }
  | { readonly kind: "activate"; readonly order: WorkingOrder }
  | { readonly kind: "cancel"; readonly order: WorkingOrder; readonly why: string | null }
  | { readonly kind: "expire"; readonly order: WorkingOrder }
  /** The trigger price was touched. */
  | { readonly kind: "trigger"; readonly order: WorkingOrder }
  /** A peer filled in part, so this order shrinks by as much. */
  | { readonly kind: "reduce"; readonly order: WorkingOrder; readonly by: number }
  | { readonly kind: "trail"; readonly order: WorkingOrder; readonly stopPrice: number };

export type BarPlan = {
  readonly events: readonly VenueEvent[];
  /** The fills depend on the path within the bar, which nobody knows. */
  readonly ambiguous: boolean;
  /** Under the magnifier: whether the bar was walked along its finer bars, or they were missing. */
  readonly detail?: "finer" | "coarse";
};

/** One fill, as a commission model sees it. */
export type FeeTask = {
  readonly price: number;
  readonly quantity: number;
  readonly multiplier: number;
  /** Open time of the bar. */
  readonly time: number;
  /** A limit order that rested until the price came to it. */
  readonly maker: boolean;
  /** Fees already charged to the order, units and value already filled. */
  readonly paid: number;
  readonly filled: number;
  readonly filledValue: number;
};

/** Where orders go. A simulated venue plans what happens in each bar; a broker venue reports it as events. */
export interface Venue {
  /** Plans what happens to a lane's working orders in one bar; changes nothing. */
  planBar(book: LaneBook, bar: BarValues): BarPlan;
  /** Plans the fills of orders sent at this bar's close, for venues that fill at the close. */
  planClose(book: LaneBook, bar: BarValues): BarPlan;
  /** Returns the fee of one fill, in the account's currency. */
  fee(fill: FeeTask): number;
}

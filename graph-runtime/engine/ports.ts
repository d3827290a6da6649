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
  /** Working orders in order of activation, then id. */
  readonly orders: readonly WorkingOrder[];
  /** Signed units held. */
  readonly position: number;
  /** Units of an order whose size is fixed at the fill. */
  readonly quantityAt: (order: WorkingOrder, price: number) => number;
  /** The protective orders that become live when an entry fills. */
  readonly protect: (order: WorkingOrder, price: number, quantity: number) => readonly WorkingOrder[];
};

export type PlannedFill = {
  readonly order: WorkingOrder;
  readonly price: number;
  readonly quantity: number;
  readonly activates: readonly WorkingOrder[];
};

export type BarPlan = {
  readonly fills: readonly PlannedFill[];
  /** The fills depend on the path within the bar, which nobody knows. */
  readonly ambiguous: boolean;
};

/** Where orders go. A simulated venue plans the fills of each bar; a broker venue reports them as events. */
export interface Venue {
  /** Plans the fills of a lane's working orders in one bar; changes nothing. */
  planBar(book: LaneBook, bar: BarValues): BarPlan;
  /** Plans the fills of orders sent at this bar's close, for venues that fill at the close. */
  planClose(book: LaneBook, bar: BarValues): BarPlan;
  /** Returns the fee of one fill, in the instrument's currency. */
  fee(fill: {
    readonly price: number;
    readonly quantity: number;
    readonly multiplier: number;
    readonly paid: number;
    readonly filled: number;
  }): number;
}

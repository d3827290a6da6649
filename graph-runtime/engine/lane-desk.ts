import type { Instrument } from "../market/instrument.ts";
import type { LaneBook } from "./ports.ts";
import type { WorkingOrder } from "./working-order.ts";

/** The book that a venue sees of one lane; made once, and set before each bar so that matching allocates nothing. */
export type MutableBook = { -readonly [K in keyof LaneBook]: LaneBook[K] };

export type BookSetup = {
  readonly instrument: Instrument;
  readonly orders: readonly WorkingOrder[];
  readonly quantityAt: LaneBook["quantityAt"];
  readonly protect: LaneBook["protect"];
};

/** Written out: a sweep makes one for each point. */
export function createBook({ instrument, orders, quantityAt, protect }: BookSetup): MutableBook {
  return {
    instrument,
    orders,
    quantityAt,
    protect,
    bar: 0,
    time: 0,
    multiplier: instrument.multiplier,
    position: 0,
    finer: null,
    opensSession: false,
    closesSession: false,
  };
}

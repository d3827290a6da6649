import type { Instrument } from "../market/instrument.ts";
import type { Ledger } from "./ledger.ts";
import type { LaneBook } from "./ports.ts";
import type { WorkingOrder } from "./working-order.ts";

/** The book that a venue sees of one lane; made once, and set before each bar so that matching allocates nothing. */
export type MutableBook = { -readonly [K in keyof LaneBook]: LaneBook[K] };

export type BookSetup = {
  readonly instrument: Instrument;
  readonly orders: readonly WorkingOrder[];
  /** A cash account, which buys nothing on credit. */
  readonly isCash: boolean;
  readonly quantityAt: LaneBook["quantityAt"];
  readonly protect: LaneBook["protect"];
};

/** Written out: a sweep makes one for each point. */
export function createBook({ instrument, orders, isCash, quantityAt, protect }: BookSetup): MutableBook {
  return {
    instrument,
    orders,
    quantityAt,
    protect,
    bar: 0,
    time: 0,
    sequence: 0,
    multiplier: instrument.multiplier,
    position: 0,
    cash: isCash ? 0 : Number.POSITIVE_INFINITY,
    finer: null,
    opensSession: false,
    closesSession: false,
  };
}

/** Shows a lane's book what the account holds, and what a cash account can pay. */
export function showAccount(book: MutableBook, ledger: Ledger, lane: number): void {
  book.multiplier = ledger.multiplier[lane]!;
  book.position = ledger.quantity[lane]!;
  if (book.cash !== Number.POSITIVE_INFINITY) book.cash = ledger.spendable();
}

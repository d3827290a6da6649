import type { Settings } from "../graph/settings.ts";
import type { Instrument } from "../market/instrument.ts";
import type { Ledger } from "./ledger.ts";
import type { FeeTask, Venue } from "./ports.ts";
import type { SizingView } from "./size-order.ts";

type Books = {
  readonly ledger: Ledger;
  readonly venue: Venue;
  readonly settings: Settings;
  readonly instruments: readonly Instrument[];
};
type Place = { readonly lane: number; readonly equity: number; readonly time: number };

/** What a size is worked out from. One object serves every order of a run: it is read while the order is written, and kept by nobody. */
export class Sizing implements SizingView, FeeTask {
  instrument!: Instrument;
  price = 0;
  quantity = 0;
  multiplier = 0;
  equity = 0;
  held = 0;
  stopDistance: number | null = null;
  time = 0;
  readonly cashBufferPercent: number;
  readonly maker = false;
  readonly paid = 0;
  readonly filled = 0;
  readonly filledValue = 0;
  readonly #books: Books;

  constructor(books: Books) {
    this.#books = books;
    this.cashBufferPercent = books.settings.execution.cashBufferPercent;
  }

  /** Returns itself, set to an order of a lane at a price. */
  of({ lane, equity, time }: Place, price: number, stopDistance: number | null): SizingView {
    const { ledger, instruments } = this.#books;
    this.instrument = instruments[lane]!;
    this.price = price;
    this.multiplier = ledger.multiplier[lane]!;
    this.equity = equity;
    this.held = ledger.quantity[lane]!;
    this.stopDistance = stopDistance;
    this.time = time;
    return this;
  }

  feeOf(quantity: number): number {
    this.quantity = quantity;
    return this.#books.venue.fee(this);
  }
}

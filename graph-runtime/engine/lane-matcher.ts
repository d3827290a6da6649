import { timeframeMilliseconds } from "../market/timeframe.ts";
import { applyEvents, type Books } from "./apply-events.ts";
import type { CloseRows } from "./close-rows.ts";
import type { EngineSetup } from "./engine-setup.ts";
import { finerBarsWithin } from "./finer-bars.ts";
import { greetBar } from "./greet-bar.ts";
import type { Lane } from "./lane.ts";
import { LaneBar } from "./lane-bar.ts";
import { createBook, type MutableBook, showAccount } from "./lane-desk.ts";
import { lanesToMatch } from "./lanes-to-match.ts";
import type { MarginDesk } from "./margin-desk.ts";
import type { VenueEvent } from "./ports.ts";
import { Protections } from "./protective-orders.ts";
import { QuietBars } from "./quiet-bars.ts";

export type MatcherSetup = {
  readonly setup: EngineSetup;
  readonly books: Books;
  readonly lanes: readonly Lane[];
  readonly closes: CloseRows;
  /** Open time of the last bar that each lane had before the block. */
  readonly lastTime: Float64Array;
  /** Null where no maintenance margin is set. */
  readonly margin: MarginDesk | null;
};

/** Lets the working orders of the lanes meet a bar: what the venue plans for it goes into the books. */
export class LaneMatcher {
  readonly quiet: QuietBars;
  /** The run's index of the bar that is matched, and the input event that it belongs to. */
  bar = 0;
  sequence = 0;
  readonly #setup: MatcherSetup;
  readonly #books: readonly MutableBook[];
  readonly #values = new LaneBar();
  readonly #protections = new Protections();
  /** Lanes to match, in order; kept so that matching allocates nothing. */
  readonly #queue: number[] = [];
  #at = 0;

  constructor(setup: MatcherSetup) {
    this.#setup = setup;
    const { lanes, books } = setup;
    // a trailing stop moves with each finer bar
    const isFine = lanes.map((_, lane) => this.#finerOf(lane) !== null);
    this.quiet = new QuietBars({ working: books.desk.working, lanes, instruments: books.instruments, isFine });
    const { desk, instruments } = setup.books;
    const isCash = setup.setup.settings.execution.account === "cash";
    this.#books = instruments.map((instrument, lane) =>
      createBook({
        instrument,
        orders: desk.working[lane]!,
        isCash,
        quantityAt: (order, price) => desk.quantityAt(order, price, this.#timeOf(lane)),
        protect: (entry, price, quantity, link) =>
          this.#protections.of({ entry, price, quantity, bar: this.bar, time: this.#timeOf(lane), instrument, link }),
      }),
    );
  }

  /** Matches all lanes that have orders, at their bar or at its close; `at` is the bar's place in the block. */
  match(moment: "bar" | "close", at: number): void {
    this.#at = at;
    for (const lane of lanesToMatch(this.#setup.books.desk.working, this.#queue)) this.#match(lane, moment);
  }

  #timeOf(lane: number): number {
    const { bars, first } = this.#setup.lanes[lane]!;
    return bars.time[first + this.#at]!;
  }

  #match(lane: number, moment: "bar" | "close"): void {
    const { setup, books, lanes, closes, margin } = this.#setup;
    const { bars, first } = lanes[lane]!;
    const at = this.#at;
    if (!closes.has(lane, at)) return;
    const time = bars.time[first + at]!;
    const book = this.#books[lane]!;
    if (moment === "bar" && (this.quiet.pass(lane, at, this.bar - at, books.log) || !this.#meetBar(lane))) return;
    const bar = this.#values.of(bars, first + at);
    book.bar = this.bar;
    book.time = time;
    book.sequence = this.sequence;
    const finer = this.#finerOf(lane);
    if (finer !== null)
      book.finer = finerBarsWithin(finer, time, time + timeframeMilliseconds(setup.settings.timeframe));
    showAccount(book, books.ledger, lane);
    const { venue, log } = books;
    this.#protections.forget();
    const plan = moment === "bar" ? venue.planBar(book, bar) : venue.planClose(book, bar);
    if (plan.ambiguous) log.ambiguousBars++;
    if (plan.detail === "finer") log.finerBars++;
    else if (plan.detail === "coarse") log.coarseBars++;
    if (margin !== null) {
      margin.settle(lane, plan.events, book);
      return;
    }
    applyEvents(plan.events, book, books);
    if (plan.events.length === 1) this.#giveBack(plan.events[0]!);
  }

  /** An order that filled whole, and with which nothing else happened, is in the books and known to nobody. */
  #giveBack({ kind, order }: VenueEvent): void {
    if (kind === "fill" && order.record.status === "filled") this.#setup.books.desk.giveBack(order);
  }

  #finerOf(lane: number) {
    const { settings, finer } = this.#setup.setup;
    return settings.execution.intrabar === "magnifier" ? (finer?.[lane] ?? null) : null;
  }

  #meetBar(lane: number): boolean {
    const { books, lanes, lastTime, setup } = this.#setup;
    const { timeframe } = setup.settings;
    return greetBar(books.desk, lane, {
      book: this.#books[lane]!,
      at: this.#at,
      bar: this.bar,
      timeframe,
      lanes,
      lastTime,
    });
  }
}

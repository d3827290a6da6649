import { roundToLot, snapToLot } from "../core/rounding.ts";
import { applyEvent, type Books, type Moment } from "./apply-events.ts";
import type { DeskMoment } from "./order-desk.ts";
import type { VenueEvent } from "./ports.ts";
import { signOf } from "./working-order.ts";

export const MARGIN_NODE = "margin-call";

export type MarginSetup = {
  readonly books: Books;
  /** Share of the positions' value below which equity may not fall. */
  readonly share: number;
  readonly momentOf: (lane: number) => DeskMoment;
};

/** Closes positions at the next open where equity is below the maintenance share of their value: losers first, no more than needed. */
export class MarginDesk {
  readonly #setup: MarginSetup;

  constructor(setup: MarginSetup) {
    this.#setup = setup;
  }

  /** Takes what the venue reported for one lane's bar into the books, and looks at the account after each fill, at its price. */
  settle(lane: number, events: readonly VenueEvent[], moment: Moment): void {
    const { books } = this.#setup;
    let price: number | null = null;
    let isCalled = false;
    for (const event of events) {
      // what hangs on a fill comes before the look at the account
      if (event.kind === "fill" && price !== null) isCalled = this.#callAt(lane, price) || isCalled;
      if (event.kind === "fill") price = event.price;
      applyEvent(event, moment, books);
    }
    if (price !== null) isCalled = this.#callAt(lane, price) || isCalled;
    if (isCalled) this.#tidy(lane);
  }

  #callAt(lane: number, price: number): boolean {
    const { ledger } = this.#setup.books;
    const mark = ledger.mark[lane]!;
    ledger.mark[lane] = price;
    const isCalled = this.call(ledger.equity(), lane);
    ledger.mark[lane] = mark;
    return isCalled;
  }

  /** The rest of the bar has happened with the entries in place, and may have closed what the call wanted to; what it brought to life comes first. */
  #tidy(lane: number): void {
    const { ledger, desk } = this.#setup.books;
    const working = desk.working[lane]!;
    const calls = working.filter(({ record }) => record.nodeId === MARGIN_NODE);
    const others = working.filter(({ record }) => record.nodeId !== MARGIN_NODE);
    working.splice(0, working.length, ...others, ...calls);
    for (const order of [...working]) {
      const isSpent = order.record.nodeId === MARGIN_NODE && signOf(order) * ledger.quantity[lane]! >= 0;
      if (order.record.role === "entry" || isSpent) desk.cancel(order);
    }
  }

  /** Looks at the account, and returns whether the lane `busy`, whose bar is being settled, was called: it keeps its entries. */
  call(equity: number, busy = -1): boolean {
    const { books, share, momentOf } = this.#setup;
    const { ledger, desk, instruments } = books;
    const gross = ledger.grossValue();
    if (gross === 0 || equity >= share * gross) return false;
    // what is on its way out already counts as gone
    let excess = gross - equity / share;
    const lanes = instruments.map((_, lane) => lane).filter((lane) => ledger.quantity[lane] !== 0);
    for (const lane of lanes) excess -= this.#leaving(lane) * this.#unitValue(lane);
    lanes.sort((a, b) => ledger.unrealised(a) - ledger.unrealised(b) || a - b);
    let isBusyCalled = false;
    for (const lane of lanes) {
      if (excess <= 0) break;
      const { lotSize } = instruments[lane]!;
      const held = snapToLot(Math.abs(ledger.quantity[lane]!) - this.#leaving(lane), lotSize);
      if (held === 0) continue;
      if (lane === busy) isBusyCalled = true;
      else for (const order of [...desk.working[lane]!]) if (order.record.role === "entry") desk.cancel(order);
      const whole = roundToLot(excess / this.#unitValue(lane), lotSize);
      const units = Math.min(held, whole < held ? whole + lotSize : held);
      excess -= units * this.#unitValue(lane);
      desk.reduce(momentOf(lane), units, { node: MARGIN_NODE, reason: "margin call" });
    }
    return isBusyCalled;
  }

  /** Units of a lane that a call is closing already. */
  #leaving(lane: number): number {
    const { ledger, desk } = this.#setup.books;
    const held = ledger.quantity[lane]!;
    let units = 0;
    for (const order of desk.working[lane]!) {
      const { nodeId, quantity, filledQuantity } = order.record;
      if (nodeId === MARGIN_NODE && signOf(order) * held < 0) units += quantity - filledQuantity;
    }
    return Math.min(units, Math.abs(held));
  }

  #unitValue(lane: number): number {
    const { ledger } = this.#setup.books;
    return ledger.mark[lane]! * ledger.multiplier[lane]!;
  }
}

import { randomUUID } from "node:crypto";
import type { FaultInjector } from "./faults.ts";
import type { Journal } from "./journal.ts";
import { followsFrom } from "./linked-orders.ts";
import type { PriceBoard } from "./price-board.ts";
import { SimBooks, termsAfter } from "./sim-books.ts";
import type { SimAccount, SimChange, SimDraft, SimEvent, SimHappening } from "./sim-event.ts";
import type { SimInstrument } from "./sim-instrument.ts";
import { isTriggeredBy, isWorking, priceFor, type SimOrder } from "./sim-order.ts";

export type SimSurroundings = {
  readonly journal: Journal;
  readonly board: PriceBoard;
  readonly faults: FaultInjector;
  readonly now: () => number;
};

export type SimHouse = {
  readonly broker: string;
  readonly instruments: readonly SimInstrument[];
  readonly newOrderId: () => string;
};

/** What is asked for together with an order. */
export type SimLegs = {
  readonly drafts: readonly SimDraft[];
  /** They are let go once the order has filled; otherwise all of them work at once, and one of them takes the others back. */
  readonly awaitFill: boolean;
};

type Placing = { readonly replaces?: string; readonly legs?: SimLegs };
type Replacement = { readonly change: SimChange; readonly clientId: string };

/**
 * One simulated broker: accounts, books, and the matching engine. Whatever changes is an event that is written to the journal
 * first; the books are nothing but the events applied in order, so that a restart loses nothing.
 */
export class SimBroker {
  readonly books = new SimBooks();
  readonly house: SimHouse;
  readonly surroundings: SimSurroundings;
  readonly #listeners: ((event: SimEvent) => void)[] = [];
  #listed: readonly SimInstrument[];

  constructor(house: SimHouse, surroundings: SimSurroundings) {
    this.house = house;
    this.surroundings = surroundings;
    this.#listed = house.instruments;
    surroundings.board.list(house.instruments);
    for (const event of surroundings.journal.events) if (event.broker === house.broker) this.books.apply(event);
    surroundings.board.onPrice((symbol) => {
      for (const order of this.books.workingOn(symbol)) this.#match(order.id);
    });
  }

  get name(): string {
    return this.house.broker;
  }

  onEvent(listener: (event: SimEvent) => void): void {
    this.#listeners.push(listener);
  }

  /** What can be traded today. */
  get instruments(): readonly SimInstrument[] {
    return this.#listed;
  }

  /** The exchange changes the lot of an instrument, as it does overnight. */
  changeLot(symbol: string, lotSize: number): void {
    this.#listed = this.#listed.map((one) => (one.symbol === symbol ? { ...one, lotSize } : one));
  }

  instrument(symbol: string): SimInstrument | null {
    return this.#listed.find((one) => one.symbol === symbol) ?? null;
  }

  openAccount(account: SimAccount): void {
    this.record({ kind: "account-opened", account });
  }

  /** Takes an order. Whether it is then refused is found out as at a real broker: by its state. */
  place(account: SimAccount, given: SimDraft, { replaces, legs }: Placing = {}): SimOrder {
    const order = this.house.newOrderId();
    const { faults } = this.surroundings;
    const linked = (isLeg: boolean) => ({ group: order, isLeg, awaitsFill: isLeg && legs?.awaitFill === true });
    const draft = legs === undefined ? given : { ...given, link: linked(false) };
    this.record({ kind: "order-placed", order, account: account.id, draft, replaces: replaces ?? null });
    const beside = (legs?.drafts ?? []).map((leg) => {
      const id = this.house.newOrderId();
      this.record({
        kind: "order-placed",
        order: id,
        account: account.id,
        draft: { ...leg, link: linked(true) },
        replaces: null,
      });
      return id;
    });
    const refusal = faults.take(this.name, "place", ["late-reject"])?.reason ?? this.shortageOf(account, draft, order);
    if (refusal !== null) {
      for (const id of beside) this.record({ kind: "order-rejected", order: id, reason: refusal });
      this.record({ kind: "order-rejected", order, reason: refusal });
      return this.order(order);
    }
    for (const id of [...beside, order])
      this.record({ kind: this.#isHeld(id) ? "order-held" : "order-accepted", order: id });
    const part = faults.take(this.name, "place", ["partial-fill"]);
    if (part === null) this.#match(order);
    else this.#fill(order, Math.min(part.quantity, draft.quantity), this.#priceOf(draft.symbol));
    for (const id of beside) this.#match(id);
    if (draft.immediate && isWorking(this.order(order))) this.record({ kind: "order-cancelled", order, reason: null });
    return this.order(order);
  }

  change(id: string, change: SimChange): SimOrder {
    this.record({ kind: "order-changed", order: id, change });
    this.#match(id);
    return this.order(id);
  }

  /** Gives the order a new id under which it goes on with other terms. */
  replace(account: SimAccount, id: string, { change, clientId }: Replacement): SimOrder {
    const order = this.order(id);
    const { symbol, side, type, immediate, wire, link } = order;
    // As at Alpaca: the new id's fills count from zero, and its quantity is the old one's unless another is given.
    const draft = { symbol, side, type, immediate, wire, link, clientId, ...termsAfter(order, change) };
    const next = this.place(account, draft, { replaces: id });
    this.record({ kind: "order-replaced", order: id, by: next.id });
    return this.order(next.id);
  }

  cancel(id: string): void {
    const { symbol, quantity, filled } = this.order(id);
    this.record({ kind: "order-cancelled", order: id, reason: null });
    const race = this.surroundings.faults.take(this.name, "cancel", ["fill-after-cancel"]);
    if (race !== null) this.#fill(id, quantity - filled, this.#priceOf(symbol));
  }

  order(id: string): SimOrder {
    const order = this.books.orders.get(id);
    if (order === undefined) throw new RangeError(`there is no order ${id}`);
    return order;
  }

  /** Fills part of an order by order of a test. */
  fillNow(id: string, quantity: number, price: number | null): void {
    this.#fill(id, quantity, price ?? this.#priceOf(this.order(id).symbol));
  }

  record(happening: SimHappening): void {
    const event = this.#write(happening);
    for (const next of followsFrom(this.books, event)) {
      this.#write(next);
      if (next.kind === "order-accepted") this.#match(next.order);
    }
  }

  #write(happening: SimHappening): SimEvent {
    const { journal, now } = this.surroundings;
    const event = { ...happening, broker: this.name, sequence: journal.events.length + 1, at: now() } as SimEvent;
    journal.append(event);
    this.books.apply(event);
    for (const listener of this.#listeners) listener(event);
    return event;
  }

  /** Returns why an order is more than the account can pay, or null. */
  shortageOf(account: SimAccount, draft: SimDraft, id: string | null = null): string | null {
    const { symbol, side, quantity, limitPrice } = draft;
    const held = this.books.positionOf(account.id, symbol)?.quantity ?? 0;
    const closes = side === "buy" ? Math.max(-held, 0) : Math.max(held, 0);
    const opens = Math.max(0, quantity - closes);
    const needed = opens * (limitPrice ?? this.#priceOf(symbol));
    const { available } = this.books.fundsOf(account.id, id);
    return needed <= available
      ? null
      : `Insufficient funds. Required margin is ${needed.toFixed(2)} but available margin is ${available.toFixed(2)}.`;
  }

  /** Returns whether an order waits for the first of its group to fill. */
  #isHeld(id: string): boolean {
    const order = this.order(id);
    const isFilled = this.books
      .linkedTo(order)
      .some(({ link, status }) => link?.isLeg === false && status === "filled");
    return order.link?.awaitsFill === true && !isFilled;
  }

  #match(id: string): void {
    const { board } = this.surroundings;
    const before = this.order(id);
    if (!isWorking(before)) return;
    const { price } = board.quoteOf(before.symbol);
    if (isTriggeredBy(before, price)) this.record({ kind: "order-triggered", order: id });
    const order = this.order(id);
    const at = priceFor(order, price);
    if (at !== null) this.#fill(id, order.quantity - order.filled, at);
  }

  #fill(order: string, quantity: number, price: number): void {
    if (quantity > 0) this.record({ kind: "order-filled", order, trade: randomUUID(), quantity, price });
  }

  #priceOf(symbol: string): number {
    return this.surroundings.board.quoteOf(symbol).price;
  }
}

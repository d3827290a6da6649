import { assertNever } from "../core/assert-never.ts";
import { DAY, isoUtc } from "../core/time.ts";
import type { FinancingSettings, Settings } from "../graph/settings.ts";
import { type ConversionRates, rateAt } from "../market/conversion-rates.ts";
import type { InstrumentEvent } from "../market/instrument-event.ts";
import type { Books, Moment } from "./apply-events.ts";
import { endLane } from "./end-lane.ts";
import { rollLane } from "./roll-lane.ts";
import { splitOrders } from "./split-orders.ts";

type Receivable = { readonly payTime: number; readonly amount: number };

/** What a restart must know of it. */
export type SessionState = {
  readonly cursors: readonly number[];
  readonly receivables: readonly Receivable[];
  readonly accruedDay: number | null;
  readonly ended: readonly (string | null)[];
};

/** What happens to a lane outside its trading, and what its currency is worth. */
export type LaneCalendar = {
  /** In rising order of time. */
  readonly events: readonly InstrumentEvent[];
  /** Null where the instrument is quoted in the account's currency. */
  readonly rates: ConversionRates | null;
};

/** What happens before the market opens, in this order: conversion, events of the instruments, money that settles, interest, expiries. */
export class SessionOpen {
  readonly isNeeded: boolean;
  readonly #financing: FinancingSettings | undefined;
  readonly #calendars: readonly LaneCalendar[];
  readonly #books: Books;
  /** Next event of each lane. */
  #cursors: number[];
  #receivables: Receivable[] = [];
  #accruedDay: number | null = null;

  constructor(settings: Settings, calendars: readonly LaneCalendar[], books: Books) {
    this.#financing = settings.financing;
    this.#calendars = calendars;
    this.#books = books;
    this.#cursors = books.instruments.map(() => 0);
    this.isNeeded =
      settings.financing !== undefined ||
      books.ledger.hasDaily ||
      books.instruments.some((instrument) => instrument.expiry !== undefined) ||
      calendars.some(({ events, rates }) => events.length > 0 || rates !== null);
  }

  get state(): SessionState {
    const { ended } = this.#books.desk;
    return { cursors: this.#cursors, receivables: this.#receivables, accruedDay: this.#accruedDay, ended };
  }

  restore({ cursors, receivables, accruedDay, ended }: SessionState): void {
    this.#cursors = [...cursors];
    this.#receivables = [...receivables];
    this.#accruedDay = accruedDay;
    this.#books.desk.ended.splice(0, ended.length, ...ended);
  }

  /** Runs before the bars of a step are matched; `hasBar` says which lanes have one, `moment.time` is its open. */
  run(moment: Moment, hasBar: (lane: number) => boolean): void {
    const { time } = moment;
    const lanes = this.#books.instruments;
    for (let lane = 0; lane < lanes.length; lane++) this.#convert(lane, moment);
    for (let lane = 0; lane < lanes.length; lane++) this.#applyDue(lane, moment, hasBar(lane));
    this.#settle(time);
    this.#accrue(moment);
    for (let lane = 0; lane < lanes.length; lane++) this.#expire(lane, time, moment);
  }

  /** Runs once the bars of a step are marked: futures settle at the session's end, and what expires within the bar ends at its close. */
  runClose(moment: Moment, closesSession: (lane: number) => boolean, closeTime: number): void {
    const { ledger, instruments, log } = this.#books;
    for (let lane = 0; lane < instruments.length; lane++) {
      if (ledger.isDaily[lane]! && closesSession(lane)) {
        const amount = ledger.settle(lane);
        if (amount !== 0) log.cash.push({ kind: "settlement", lane, bar: moment.bar, time: moment.time, amount });
      }
      this.#expire(lane, closeTime, moment);
    }
  }

  #convert(lane: number, { bar, time }: Moment): void {
    const rates = this.#calendars[lane]?.rates ?? null;
    if (rates === null) return;
    const { ledger, log } = this.#books;
    const amount = ledger.convert(lane, rateAt(rates, time));
    if (amount !== 0) log.cash.push({ kind: "conversion", lane, bar, time, amount });
  }

  /** Events wait for the lane's next bar, but for a delisting, after which none may come. */
  #applyDue(lane: number, moment: Moment, hasBar: boolean): void {
    const events = this.#calendars[lane]?.events ?? [];
    let due = this.#cursors[lane]!;
    while (due < events.length && events[due]!.time <= moment.time) due++;
    if (due === this.#cursors[lane] || (!hasBar && !events.slice(this.#cursors[lane], due).some(isDelisting))) return;
    while (this.#cursors[lane]! < due) {
      this.#apply(lane, events[this.#cursors[lane]!]!, moment);
      this.#cursors[lane]!++;
    }
  }

  #apply(lane: number, event: InstrumentEvent, moment: Moment): void {
    const { ledger } = this.#books;
    switch (event.kind) {
      case "split":
        ledger.split(lane, event.ratio);
        splitOrders(lane, event.ratio, this.#books);
        return;
      case "dividend":
        this.#earnDividend(lane, event, moment);
        return;
      case "funding": {
        const value = ledger.quantity[lane]! * (event.price ?? ledger.mark[lane]!) * ledger.multiplier[lane]!;
        this.#earn("funding", lane, -value * event.rate, moment);
        return;
      }
      case "rename":
        // a name is nothing that an account holds: reports read it from the events
        return;
      case "roll":
        rollLane(lane, event, moment, this.#books);
        return;
      case "delist": {
        const price = event.price ?? ledger.mark[lane]!;
        const why = `the instrument was delisted at ${isoUtc(event.time)}`;
        endLane({ lane, price, node: "delisting", why }, moment, this.#books);
        return;
      }
      default:
        assertNever(event);
    }
  }

  #earnDividend(lane: number, event: Extract<InstrumentEvent, { kind: "dividend" }>, moment: Moment): void {
    const { ledger } = this.#books;
    const amount = ledger.quantity[lane]! * event.amount * ledger.multiplier[lane]!;
    this.#earn("dividend", lane, amount, moment);
    const payTime = event.payTime ?? event.time;
    if (amount === 0 || payTime <= moment.time) return;
    ledger.defer(amount);
    this.#receivables.push({ payTime, amount });
  }

  #earn(kind: "dividend" | "funding", lane: number, amount: number, { bar, time }: Moment): void {
    if (amount === 0) return;
    this.#books.ledger.earn(amount);
    this.#books.log.cash.push({ kind, lane, bar, time, amount });
  }

  #settle(time: number): void {
    if (this.#receivables.length === 0) return;
    for (const { payTime, amount } of this.#receivables) if (payTime <= time) this.#books.ledger.defer(-amount);
    this.#receivables = this.#receivables.filter(({ payTime }) => payTime > time);
  }

  /** Yearly rates by calendar days, on the cash and the marks of the night before. */
  #accrue({ bar, time }: Moment): void {
    const day = Math.floor(time / DAY);
    const days = this.#accruedDay === null ? 0 : day - this.#accruedDay;
    if (this.#accruedDay === null || days > 0) this.#accruedDay = day;
    if (days <= 0) return;
    const { ledger, log } = this.#books;
    // a session whose last bar is missing is settled before the next one
    if (ledger.hasDaily)
      for (let lane = 0; lane < ledger.quantity.length; lane++) {
        const amount = ledger.settle(lane);
        if (amount !== 0) log.cash.push({ kind: "settlement", lane, bar, time, amount });
      }
    const rates = this.#financing;
    if (!rates) return;
    const { cash } = ledger;
    const rate = cash > 0 ? rates.cashInterestPercent : rates.marginInterestPercent;
    let shorts = 0;
    for (let lane = 0; lane < ledger.quantity.length; lane++)
      // nothing is borrowed to sell a future
      if (!ledger.isDaily[lane]!) shorts += Math.min(0, ledger.value(lane));
    const amount = ((cash * rate + shorts * rates.borrowPercent) / 100) * (days / 365);
    ledger.earn(amount);
    if (amount !== 0) log.cash.push({ kind: "financing", lane: null, bar, time, amount });
  }

  #expire(lane: number, time: number, moment: Moment): void {
    const { instruments, desk, ledger } = this.#books;
    const { expiry, finalPrice } = instruments[lane]!;
    if (expiry === undefined || time < expiry || desk.ended[lane] !== null) return;
    const price = finalPrice ?? ledger.mark[lane]!;
    endLane({ lane, price, node: "expiry", why: `the contract expired at ${isoUtc(expiry)}` }, moment, this.#books);
  }
}

function isDelisting(event: InstrumentEvent): boolean {
  return event.kind === "delist";
}

import { DAY } from "../core/time.ts";
import type { FinancingSettings, Settings } from "../graph/settings.ts";
import type { CorporateAction } from "../market/corporate-action.ts";
import type { Books } from "./apply-events.ts";
import { splitOrders } from "./split-orders.ts";

type Receivable = { readonly payTime: number; readonly amount: number };

/** What a restart must know of it. */
export type SessionState = {
  readonly cursors: readonly number[];
  readonly receivables: readonly Receivable[];
  readonly accruedDay: number | null;
};

/** What happens before the market opens: splits, dividends, money that settles, interest and borrow. */
export class SessionOpen {
  readonly isNeeded: boolean;
  readonly #financing: FinancingSettings | undefined;
  readonly #actions: readonly (readonly CorporateAction[])[];
  readonly #books: Books;
  /** Next action of each lane. */
  #cursors: number[];
  #receivables: Receivable[] = [];
  #accruedDay: number | null = null;

  constructor(settings: Settings, actions: readonly (readonly CorporateAction[])[], books: Books) {
    this.#financing = settings.financing;
    this.#actions = actions;
    this.#books = books;
    this.#cursors = books.instruments.map(() => 0);
    this.isNeeded = settings.financing !== undefined || actions.some((list) => list.length > 0);
  }

  get state(): SessionState {
    return { cursors: this.#cursors, receivables: this.#receivables, accruedDay: this.#accruedDay };
  }

  restore({ cursors, receivables, accruedDay }: SessionState): void {
    this.#cursors = [...cursors];
    this.#receivables = [...receivables];
    this.#accruedDay = accruedDay;
  }

  /** Runs before a lane's bar is matched; `time` is the bar's open. */
  run(lane: number, time: number): void {
    const actions = this.#actions[lane] ?? [];
    while (this.#cursors[lane]! < actions.length && actions[this.#cursors[lane]!]!.time <= time) {
      this.#apply(lane, actions[this.#cursors[lane]!]!, time);
      this.#cursors[lane]!++;
    }
    this.#settle(time);
    this.#accrue(Math.floor(time / DAY));
  }

  #apply(lane: number, action: CorporateAction, time: number): void {
    const { ledger } = this.#books;
    if (action.kind === "split") {
      ledger.split(lane, action.ratio);
      splitOrders(lane, action.ratio, this.#books);
      return;
    }
    const amount = ledger.quantity[lane]! * action.amount * ledger.multiplier[lane]!;
    if (amount === 0) return;
    ledger.earn(amount);
    const payTime = action.payTime ?? action.time;
    if (payTime > time) {
      ledger.defer(amount);
      this.#receivables.push({ payTime, amount });
    }
  }

  #settle(time: number): void {
    if (this.#receivables.length === 0) return;
    for (const { payTime, amount } of this.#receivables) if (payTime <= time) this.#books.ledger.defer(-amount);
    this.#receivables = this.#receivables.filter(({ payTime }) => payTime > time);
  }

  /** Yearly rates by calendar days, on the cash and the marks of the night before. */
  #accrue(day: number): void {
    const rates = this.#financing;
    if (!rates) return;
    const days = this.#accruedDay === null ? 0 : day - this.#accruedDay;
    if (this.#accruedDay === null || days > 0) this.#accruedDay = day;
    if (days <= 0) return;
    const { ledger } = this.#books;
    const { cash } = ledger;
    const rate = cash > 0 ? rates.cashInterestPercent : rates.marginInterestPercent;
    let shorts = 0;
    for (let lane = 0; lane < ledger.quantity.length; lane++) shorts += Math.min(0, ledger.value(lane));
    ledger.earn(((cash * rate + shorts * rates.borrowPercent) / 100) * (days / 365));
  }
}

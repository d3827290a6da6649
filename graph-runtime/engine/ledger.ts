import { roundToLot, snapToLot } from "../core/rounding.ts";
import type { Instrument } from "../market/instrument.ts";

/** Money and positions of a run. One cash account; per lane signed units and their average price. */
export class Ledger {
  readonly initial: number;
  cash: number;
  fees = 0;
  /** Dividends and interest, less what was paid of them. */
  income = 0;
  /** Income earned and not yet paid out: part of equity, not of cash. */
  receivable = 0;
  /** Net value of all positions when equity was last asked for. */
  net = 0;
  readonly quantity: Float64Array;
  readonly averagePrice: Float64Array;
  readonly realised: Float64Array;
  /** Last known close per lane; positions are marked at it. */
  readonly mark: Float64Array;
  /** Bar of the fill that opened the position. */
  readonly entryBar: Float64Array;
  /** Entries that the position was built from, the price of the last one, and the most units it held. */
  readonly entries: Float64Array;
  readonly lastEntry: Float64Array;
  readonly largest: Float64Array;
  /** Money of the account per price point and unit. */
  readonly multiplier: Float64Array;
  /** Price up to which a lane's gains are in cash already; 0 for what is paid in full when traded. */
  readonly settled: Float64Array;
  /** The lanes whose gains are settled each session. */
  readonly isDaily: readonly boolean[];
  readonly hasDaily: boolean;
  readonly #contract: Float64Array;
  readonly #lotSize: Float64Array;

  constructor(initial: number, instruments: readonly Instrument[]) {
    this.initial = initial;
    this.cash = initial;
    const lanes = instruments.length;
    this.quantity = new Float64Array(lanes);
    this.averagePrice = new Float64Array(lanes);
    this.realised = new Float64Array(lanes);
    this.mark = new Float64Array(lanes);
    this.entryBar = new Float64Array(lanes);
    this.entries = new Float64Array(lanes);
    this.lastEntry = new Float64Array(lanes);
    this.largest = new Float64Array(lanes);
    this.multiplier = Float64Array.from(instruments, (instrument) => instrument.multiplier);
    this.#contract = this.multiplier.slice();
    this.settled = new Float64Array(lanes);
    this.isDaily = instruments.map((instrument) => instrument.settles === "daily");
    this.hasDaily = this.isDaily.includes(true);
    this.#lotSize = Float64Array.from(instruments, (instrument) => instrument.lotSize);
  }

  /** Takes everything back to the beginning. */
  reset(): void {
    this.cash = this.initial;
    this.fees = 0;
    this.income = 0;
    this.receivable = 0;
    for (let lane = 0; lane < this.quantity.length; lane++) {
      this.quantity[lane] = 0;
      this.averagePrice[lane] = 0;
      this.realised[lane] = 0;
      this.mark[lane] = 0;
      this.entryBar[lane] = 0;
      this.entries[lane] = 0;
      this.lastEntry[lane] = 0;
      this.largest[lane] = 0;
      this.settled[lane] = 0;
      this.multiplier[lane] = this.#contract[lane]!;
    }
  }

  /** Books a fill of signed units. */
  fill(lane: number, units: number, price: number, fee: number, bar: number): void {
    const multiplier = this.multiplier[lane]!;
    const held = this.quantity[lane]!;
    // closing 0.1 + 0.2 with 0.3 leaves dust that is no position
    const after = snapToLot(held + units, this.#lotSize[lane]!);
    if (this.isDaily[lane]!) {
      this.cash -= fee;
      this.#payVariation(lane, units, price, after);
    } else this.cash -= units * price * multiplier + fee;
    this.fees += fee;
    if (held === 0 || held * units > 0) {
      this.averagePrice[lane] = (held * this.averagePrice[lane]! + units * price) / (held + units);
      if (held === 0) this.#open(lane, bar);
    } else {
      const closed = Math.min(Math.abs(units), Math.abs(held)) * Math.sign(held);
      this.realised[lane]! += closed * (price - this.averagePrice[lane]!) * multiplier;
      if (after === 0) this.averagePrice[lane] = 0;
      else if (after * held < 0) {
        this.averagePrice[lane] = price;
        this.#open(lane, bar);
      }
    }
    this.quantity[lane] = after;
    this.largest[lane] = Math.max(this.largest[lane]!, Math.abs(after));
    if (this.mark[lane] === 0) this.mark[lane] = price;
  }

  #open(lane: number, bar: number): void {
    this.entryBar[lane] = bar;
    this.entries[lane] = 0;
    this.largest[lane] = 0;
  }

  /** Takes note that a fill belongs to an entry; the further fills of the same entry do not count again. */
  noteEntry(lane: number, price: number, isFirst: boolean): void {
    if (isFirst) this.entries[lane]!++;
    this.lastEntry[lane] = price;
  }

  /** A future costs nothing to open; closing it pays what it has gained since the last settlement. */
  #payVariation(lane: number, units: number, price: number, after: number): void {
    const held = this.quantity[lane]!;
    const settled = this.settled[lane]!;
    if (held === 0 || held * units > 0) {
      this.settled[lane] = (held * settled + units * price) / (held + units);
      return;
    }
    const closed = Math.min(Math.abs(units), Math.abs(held)) * Math.sign(held);
    this.cash += closed * (price - settled) * this.multiplier[lane]!;
    if (after === 0) this.settled[lane] = 0;
    else if (after * held < 0) this.settled[lane] = price;
  }

  /** Turns what a lane has gained since the last settlement into cash, and returns it. */
  settle(lane: number): number {
    if (!this.isDaily[lane]! || this.quantity[lane] === 0) return 0;
    const gained = this.worth(lane);
    this.cash += gained;
    this.settled[lane] = this.mark[lane]!;
    return gained;
  }

  /** Values a lane at another conversion rate, and returns what the position gains by the rate alone: income, though no cash moves. */
  convert(lane: number, rate: number): number {
    const before = this.multiplier[lane]!;
    const after = this.#contract[lane]! * rate;
    if (after === before) return 0;
    this.multiplier[lane] = after;
    const gained = this.quantity[lane]! * (this.averagePrice[lane]! - this.settled[lane]!) * (after - before);
    this.income += gained;
    return gained;
  }

  holdsAny(): boolean {
    for (let lane = 0; lane < this.quantity.length; lane++) if (this.quantity[lane] !== 0) return true;
    return false;
  }

  /** Returns the value of the lane's position at the mark. */
  value(lane: number): number {
    return this.quantity[lane]! * this.mark[lane]! * this.multiplier[lane]!;
  }

  /** Returns what the lane adds to equity beside cash: its value, or of a future the gain since the last settlement. */
  worth(lane: number): number {
    return this.quantity[lane]! * (this.mark[lane]! - this.settled[lane]!) * this.multiplier[lane]!;
  }

  unrealised(lane: number): number {
    return this.quantity[lane]! * (this.mark[lane]! - this.averagePrice[lane]!) * this.multiplier[lane]!;
  }

  /** Returns the equity with one lane marked at another price. */
  equityAt(lane: number, price: number): number {
    const mark = this.mark[lane]!;
    this.mark[lane] = price;
    const equity = this.equity();
    this.mark[lane] = mark;
    return equity;
  }

  /** Values all positions at their marks; `net` is then what they are worth together. */
  equity(): number {
    this.net = this.netValue();
    return this.cash + this.receivable + (this.hasDaily ? this.#netWorth() : this.net);
  }

  /** Brings money in from outside, or takes it out where the amount is negative: neither profit nor loss. */
  transfer(amount: number): void {
    this.cash += amount;
  }

  /** Books income, or a cost of holding when it is negative. */
  earn(amount: number): void {
    this.cash += amount;
    this.income += amount;
  }

  /** Moves money that is earned but not yet there out of cash; a negative amount brings it in. */
  defer(amount: number): void {
    this.cash -= amount;
    this.receivable += amount;
  }

  /** Turns each unit into `ratio` units; what is no whole lot is paid out at the mark. */
  split(lane: number, ratio: number): void {
    this.mark[lane]! /= ratio;
    this.settled[lane]! /= ratio;
    const held = this.quantity[lane]!;
    if (held === 0) return;
    this.averagePrice[lane]! /= ratio;
    this.lastEntry[lane]! /= ratio;
    this.largest[lane]! *= ratio;
    const whole = roundToLot(held * ratio, this.#lotSize[lane]!);
    const fraction = held * ratio - whole;
    const multiplier = this.multiplier[lane]!;
    if (Math.abs(fraction) > 1e-9 * Math.abs(held * ratio)) {
      this.cash += fraction * (this.mark[lane]! - this.settled[lane]!) * multiplier;
      this.realised[lane]! += fraction * (this.mark[lane]! - this.averagePrice[lane]!) * multiplier;
    }
    this.quantity[lane] = whole;
    if (whole === 0) this.averagePrice[lane] = this.settled[lane] = 0;
  }

  #netWorth(): number {
    let total = 0;
    for (let lane = 0; lane < this.quantity.length; lane++) if (this.quantity[lane] !== 0) total += this.worth(lane);
    return total;
  }

  /** Returns the value of positions that no cash has been paid for. */
  unpaidValue(): number {
    if (!this.hasDaily) return 0;
    let total = 0;
    for (let lane = 0; lane < this.quantity.length; lane++)
      if (this.isDaily[lane]!) total += Math.abs(this.value(lane));
    return total;
  }

  /** Returns the cash that a cash account may buy with: futures keep back their value, which no cash has been paid for. */
  spendable(): number {
    return this.cash - this.unpaidValue();
  }

  /** A flat lane adds a zero: asking whether it is flat would cost more than adding it. */
  netValue(): number {
    const { quantity, mark, multiplier } = this;
    let total = 0;
    for (let lane = 0; lane < quantity.length; lane++) total += quantity[lane]! * mark[lane]! * multiplier[lane]!;
    return total;
  }

  grossValue(): number {
    let total = 0;
    for (let lane = 0; lane < this.quantity.length; lane++)
      if (this.quantity[lane] !== 0) total += Math.abs(this.value(lane));
    return total;
  }
}

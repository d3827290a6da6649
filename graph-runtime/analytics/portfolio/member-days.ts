import { DAY } from "../../core/time.ts";
import { simpleReturns } from "../returns/simple-returns.ts";

/** What members had at the end of each UTC day, and what they made of it: money that moves between them is no return. */
export class MemberDays {
  readonly #day: number[] = [];
  readonly #equity: number[] = [];
  /** Per member, what one unit of money that was there from the start has become. */
  readonly #growth: number[][];
  readonly #last: { equity: number; growth: number }[];
  readonly #gained: number[];

  constructor(capitals: readonly number[]) {
    this.#last = capitals.map((equity) => ({ equity, growth: 1 }));
    this.#growth = capitals.map(() => []);
    this.#gained = capitals.map(() => 0);
  }

  /** Takes note of what all members have after a bar, epoch milliseconds. */
  add(time: number, equities: readonly number[]): void {
    const day = Math.floor(time / DAY) * DAY;
    const at = this.#day.at(-1) === day ? this.#day.length - 1 : this.#day.length;
    this.#day[at] = day;
    this.#equity[at] = equities.reduce((sum, equity) => sum + equity, 0);
    equities.forEach((equity, member) => {
      const last = this.#last[member]!;
      this.#gained[member]! += equity - last.equity;
      if (last.equity > 0) last.growth *= equity / last.equity;
      last.equity = equity;
      this.#growth[member]![at] = last.growth;
    });
  }

  /** Takes note of money that a member was given, or had to give where it is negative. */
  move(member: number, amount: number): void {
    this.#last[member]!.equity += amount;
  }

  /** Returns the newest daily returns of each member, of days that are over. */
  closedReturns(count: number): readonly Float64Array[] {
    const end = this.#day.length - 1;
    return this.#growth.map((column) =>
      simpleReturns(Float64Array.from(column.slice(Math.max(0, end - count - 1), end))),
    );
  }

  get day(): Float64Array {
    return Float64Array.from(this.#day);
  }

  get equity(): Float64Array {
    return Float64Array.from(this.#equity);
  }

  get returns(): readonly Float64Array[] {
    return this.#growth.map((column) => simpleReturns(Float64Array.from(column)));
  }

  /** What each member has made in money. */
  get gained(): readonly number[] {
    return this.#gained;
  }
}

import { DAY } from "../core/time.ts";
import type { RiskLimits } from "../risk/review-order.ts";
import { reviewOrder, rulesOf } from "../risk/review-order.ts";
import type { RiskRule } from "../risk/risk-rule.ts";
import type { Ledger } from "./ledger.ts";

/** What a restart must know of it. */
export type RiskState = {
  readonly peakEquity: number;
  readonly sessionStartEquity: number;
  readonly day: number | null;
};

/** Keeps what the risk rules look back on, and asks them about each new order. */
export class RiskDesk {
  readonly isNeeded: boolean;
  readonly #rules: readonly RiskRule[];
  #peakEquity: number;
  #sessionStartEquity: number;
  #day: number | null = null;

  constructor(limits: RiskLimits | undefined, capital: number) {
    this.#rules = rulesOf(limits ?? {});
    this.isNeeded = this.#rules.length > 0;
    this.#peakEquity = capital;
    this.#sessionStartEquity = capital;
  }

  get state(): RiskState {
    return { peakEquity: this.#peakEquity, sessionStartEquity: this.#sessionStartEquity, day: this.#day };
  }

  restore({ peakEquity, sessionStartEquity, day }: RiskState): void {
    this.#peakEquity = peakEquity;
    this.#sessionStartEquity = sessionStartEquity;
    this.#day = day;
  }

  /** Takes note of a close: the equity before it ends a session when the day has changed. */
  observe(time: number, before: number, equity: number): void {
    const day = Math.floor(time / DAY);
    if (day !== this.#day) {
      this.#sessionStartEquity = this.#day === null ? equity : before;
      this.#day = day;
    }
    if (equity > this.#peakEquity) this.#peakEquity = equity;
  }

  /** Returns why an entry may not be sent, or null. */
  review(order: { lane: number; isBuy: boolean; quantity: number; value: number }, equity: number, ledger: Ledger) {
    let openPositions = 0;
    for (const quantity of ledger.quantity) if (quantity !== 0) openPositions++;
    return reviewOrder(
      this.#rules,
      { ...order, isEntry: true },
      {
        equity,
        peakEquity: this.#peakEquity,
        sessionStartEquity: this.#sessionStartEquity,
        grossValue: ledger.grossValue(),
        positionValue: Math.abs(ledger.value(order.lane)),
        openPositions,
      },
    );
  }
}

import type { NodeGuard } from "../compiler/program.ts";
import { DAY } from "../core/time.ts";
import { type RiskLimits, reviewOrder, rulesOf } from "../risk/review-order.ts";
import type { RiskAccount, RiskRule } from "../risk/risk-rule.ts";
import { guardRule } from "./guard-rule.ts";
import type { Ledger } from "./ledger.ts";

/** What a restart must know of it. */
export type RiskState = {
  readonly peakEquity: number;
  readonly sessionStartEquity: number;
  readonly day: number | null;
  readonly entryDay: number | null;
  readonly entries: number;
  readonly lossStreak: number;
  readonly exitBar: number | null;
  readonly lossBar: number | null;
  /** Result so far of each lane's open trade, costs taken off. */
  readonly results: readonly number[];
  readonly halted: string | null;
};

export type RiskMoment = {
  readonly bar: number;
  readonly time: number;
  readonly equity: number;
  readonly workingEntries: number;
};

/** One fill, as the trades of a lane see it. */
export type RiskFill = {
  readonly lane: number;
  readonly bar: number;
  readonly time: number;
  /** Signed units before and after. */
  readonly before: number;
  readonly after: number;
  /** What the fill realised, less its fee. */
  readonly result: number;
  readonly isFreshEntry: boolean;
};

type Order = { readonly lane: number; readonly isBuy: boolean; readonly quantity: number; readonly value: number };
type Flattener = { readonly nodeId: string; readonly rule: RiskRule };

const NO_ORDER: Order = { lane: 0, isBuy: true, quantity: 0, value: 0 };

/** Keeps what the risk rules look back on, and asks them about each new order. */
export class RiskDesk {
  readonly #rules: readonly RiskRule[];
  readonly #flatteners: readonly Flattener[];
  #state: { -readonly [K in keyof RiskState]: RiskState[K] };
  #results: number[];

  constructor(
    limits: RiskLimits | undefined,
    capital: number,
    { guards, lanes }: { readonly guards: readonly NodeGuard[]; readonly lanes: number },
  ) {
    this.#rules = [...rulesOf(limits ?? {}), ...guards.map(guardRule)];
    this.#flatteners = guards
      .filter(({ flattens }) => flattens)
      .map((guard) => ({ nodeId: guard.nodeId, rule: guardRule(guard) }));
    this.#results = Array.from({ length: lanes }, () => 0);
    this.#state = {
      peakEquity: capital,
      sessionStartEquity: capital,
      day: null,
      entryDay: null,
      entries: 0,
      lossStreak: 0,
      exitBar: null,
      lossBar: null,
      results: this.#results,
      halted: null,
    };
  }

  get isNeeded(): boolean {
    return this.#rules.length > 0 || this.#state.halted !== null;
  }

  get state(): RiskState {
    return this.#state;
  }

  restore(state: RiskState): void {
    this.#results = [...state.results];
    this.#state = { ...state, results: this.#results };
  }

  /** Some guard closes positions, and must be asked at every close. */
  get flattens(): boolean {
    return this.#flatteners.length > 0;
  }

  /** Lets no entry in any more; returns false where that was so already. */
  halt(reason: string): boolean {
    if (this.#state.halted !== null) return false;
    this.#state.halted = reason;
    return true;
  }

  /** Takes note of a close: the equity before it ends a session when the day has changed. */
  observe(time: number, before: number, equity: number): void {
    const state = this.#state;
    const day = Math.floor(time / DAY);
    if (day !== state.day) {
      state.sessionStartEquity = state.day === null ? equity : before;
      state.day = day;
    }
    if (equity > state.peakEquity) state.peakEquity = equity;
  }

  /** Takes note of a fill: entries of the day, and trades that end. */
  observeFill({ lane, bar, time, before, after, result, isFreshEntry }: RiskFill): void {
    const state = this.#state;
    const day = Math.floor(time / DAY);
    if (day !== state.entryDay) {
      state.entryDay = day;
      state.entries = 0;
    }
    if (isFreshEntry) state.entries++;
    this.#results[lane]! += result;
    if (before === 0 || before * after > 0) return;
    const hasLost = this.#results[lane]! < 0;
    this.#results[lane] = 0;
    state.exitBar = bar;
    state.lossStreak = hasLost ? state.lossStreak + 1 : 0;
    if (hasLost) state.lossBar = bar;
  }

  /** Returns why an entry may not be sent, or null. */
  review(order: Order, moment: RiskMoment, ledger: Ledger): string | null {
    const { halted } = this.#state;
    if (halted !== null) return `trading was stopped by the ${halted}`;
    return reviewOrder(this.#rules, { ...order, isEntry: true }, this.#account(order.lane, moment, ledger));
  }

  /** Returns which guard calls for every position to be closed, and why; null where none does. */
  breach(moment: RiskMoment, ledger: Ledger): { readonly node: string; readonly reason: string } | null {
    const account = this.#account(0, moment, ledger);
    for (const { nodeId, rule } of this.#flatteners) {
      const reason = rule({ ...NO_ORDER, isEntry: true }, account);
      if (reason !== null) return { node: nodeId, reason: `risk: ${reason}` };
    }
    return null;
  }

  #account(lane: number, { bar, time, equity, workingEntries }: RiskMoment, ledger: Ledger): RiskAccount {
    const { peakEquity, sessionStartEquity, entries, entryDay, lossStreak, exitBar, lossBar } = this.#state;
    let openPositions = 0;
    for (const quantity of ledger.quantity) if (quantity !== 0) openPositions++;
    return {
      equity,
      peakEquity,
      sessionStartEquity,
      grossValue: ledger.grossValue(),
      positionValue: Math.abs(ledger.value(lane)),
      openPositions,
      time,
      sessionEntries: Math.floor(time / DAY) === entryDay ? entries : 0,
      workingEntries,
      lossStreak,
      barsSinceExit: exitBar === null ? Number.POSITIVE_INFINITY : bar - exitBar,
      barsSinceLoss: lossBar === null ? Number.POSITIVE_INFINITY : bar - lossBar,
    };
  }
}

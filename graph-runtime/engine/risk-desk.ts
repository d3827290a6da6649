import type { NodeGuard } from "../compiler/program.ts";
import { DAY, weekdayUtc } from "../core/time.ts";
import type { ExecutionSettings } from "../graph/settings.ts";
import { calendars } from "../market/calendar/calendars.ts";
import { localOf } from "../market/calendar/exchange-zone.ts";
import type { Instrument } from "../market/instrument.ts";
import { productOf } from "../market/product.ts";
import { closingRules, OUTSIDE, type OutsideLimits, outsideRules } from "../risk/outside-limits.ts";
import { type RiskLimits, reviewOrder, rulesOf } from "../risk/review-order.ts";
import type { RiskAccount, RiskOrder, RiskRule } from "../risk/risk-rule.ts";
import { SQUARED_OFF } from "../risk/run-schedule.ts";
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
  /** Limits from outside the graph; absent in a backtest. */
  readonly outside?: OutsideLimits;
  /** With the first bar of a later day, counted from 1970, everything is closed. */
  readonly leavesAfter?: number;
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

type Order = Pick<RiskOrder, "lane" | "isBuy" | "quantity" | "value" | "lots">;
type Flattener = { readonly nodeId: string; readonly rule: RiskRule };
type Terms = {
  readonly guards: readonly NodeGuard[];
  readonly instruments: readonly Instrument[];
  readonly execution: ExecutionSettings;
};

/** Rules that close positions ask about the account alone. */
const NO_ORDER: RiskOrder = {
  lane: 0,
  isEntry: true,
  isBuy: true,
  quantity: 0,
  value: 0,
  lots: 0,
  product: "share",
  weekday: 0,
};

/** Keeps what the risk rules look back on, and asks them about each new order. */
export class RiskDesk {
  readonly #own: readonly RiskRule[];
  readonly #ownFlatteners: readonly Flattener[];
  readonly #terms: Terms;
  readonly #marginShare: number;
  #rules: readonly RiskRule[];
  #flatteners: readonly Flattener[];
  #state: { -readonly [K in keyof RiskState]: RiskState[K] };
  #results: number[];
  #isSquaringOff = false;

  constructor(limits: RiskLimits | undefined, capital: number, terms: Terms) {
    const { guards, instruments, execution } = terms;
    this.#terms = terms;
    const { account, leverage, initialMarginPercent } = execution;
    this.#marginShare = account === "cash" ? 1 : (initialMarginPercent ?? 100 / leverage) / 100;
    this.#own = [...rulesOf(limits ?? {}), ...guards.map((guard) => guardRule(guard, instruments[0]!))];
    this.#rules = this.#own;
    this.#ownFlatteners = guards
      .filter(({ flattens }) => flattens)
      .map((guard) => ({ nodeId: guard.nodeId, rule: guardRule(guard, instruments[0]!) }));
    this.#flatteners = this.#ownFlatteners;
    this.#results = Array.from({ length: instruments.length }, () => 0);
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
    return this.#rules.length > 0 || this.#state.halted !== null || this.#state.outside !== undefined;
  }

  get outside(): OutsideLimits | undefined {
    return this.#state.outside;
  }

  /** Puts limits from outside around the graph, in place of those before. */
  setOutside(limits: OutsideLimits): void {
    this.#state.outside = limits;
    this.#rules = [...outsideRules(limits), ...this.#own];
    const closing = closingRules(limits).map((rule) => ({ nodeId: "limits", rule }));
    this.#flatteners = [...closing, ...this.#ownFlatteners];
  }

  /** Closes everything with the first bar of a day after the given one, counted from 1970. */
  leaveAfter(day: number): void {
    this.#state.leavesAfter = day;
  }

  /** Closes everything at the close of this bar: the hours of the run end. */
  squareOff(isDue: boolean): void {
    this.#isSquaringOff = isDue;
  }

  get state(): RiskState {
    return this.#state;
  }

  restore(state: RiskState): void {
    this.#results = [...state.results];
    this.#state = { ...state, results: this.#results };
    if (state.outside !== undefined) this.setOutside(state.outside);
  }

  /** Some guard closes positions, and must be asked at every close. */
  get flattens(): boolean {
    return this.#isSquaringOff || this.#flatteners.length > 0 || this.#state.leavesAfter !== undefined;
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

  /** Takes note of money that came in or went out: what is measured from the peak and from the day's start keeps its percentage. */
  rescale(factor: number): void {
    this.#state.peakEquity *= factor;
    this.#state.sessionStartEquity *= factor;
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
    return reviewOrder(this.#rules, this.#order(order, moment), this.#account(order.lane, moment, ledger));
  }

  /** Returns which guard calls for every position to be closed, and why; null where none does. */
  breach(moment: RiskMoment, ledger: Ledger): { readonly node: string; readonly reason: string } | null {
    if (this.#isSquaringOff) return { node: "schedule", reason: SQUARED_OFF };
    const { leavesAfter } = this.#state;
    if (leavesAfter !== undefined && Math.floor(moment.time / DAY) > leavesAfter) {
      return { node: "limits", reason: `risk: ${OUTSIDE}closed at the next session` };
    }
    const account = this.#account(0, moment, ledger);
    for (const { nodeId, rule } of this.#flatteners) {
      const reason = rule(NO_ORDER, account);
      if (reason !== null) return { node: nodeId, reason: `risk: ${reason}` };
    }
    return null;
  }

  #order(order: Order, { time }: RiskMoment): RiskOrder {
    const instrument = this.#terms.instruments[order.lane]!;
    const weekday = weekdayUtc(localOf(calendars[instrument.calendar].zone, time));
    return { ...order, isEntry: true, product: productOf(instrument), weekday };
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
      positionLots: Math.abs(ledger.quantity[lane]!) / this.#terms.instruments[lane]!.lotSize,
      marginShare: this.#marginShare,
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

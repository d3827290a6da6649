import type { ProgramNode } from "../compiler/program.ts";
import type { NodeIntent, RebalanceIntent } from "../nodes/order-intent.ts";
import { answerRebalance } from "./answer-rebalance.ts";
import type { Books, Moment } from "./apply-events.ts";
import { ANY, stateOf } from "./call-state.ts";
import { CloseRows } from "./close-rows.ts";
import { closeSession } from "./close-session.ts";
import { Curves } from "./curves.ts";
import { DecidingMoment } from "./deciding-moment.ts";
import type { EngineSetup } from "./engine-setup.ts";
import { EntryAttachments } from "./entry-attachments.ts";
import { EntryGate } from "./entry-gate.ts";
import { FillForms } from "./fill-forms.ts";
import type { HeldKey } from "./held-entries.ts";
import { KeptInputs } from "./kept-inputs.ts";
import { type IntentSink, Lane } from "./lane.ts";
import { LaneMatcher } from "./lane-matcher.ts";
import { rememberTimes, timeAt } from "./last-times.ts";
import { Ledger } from "./ledger.ts";
import { MarginDesk } from "./margin-desk.ts";
import { type DeskMoment, OrderDesk } from "./order-desk.ts";
import { openPortfolio, type Portfolio } from "./portfolio.ts";
import type { QuietBars } from "./quiet-bars.ts";
import { RiskDesk } from "./risk-desk.ts";
import type { RunLog } from "./run-log.ts";
import { SessionOpen } from "./session-open.ts";
import { sharedColumns } from "./shared-columns.ts";
import { canTakeTurns } from "./take-turns.ts";
import { Watch } from "./watch.ts";
import type { Attachment } from "./working-order.ts";
import { writeAccount } from "./write-account.ts";

/** Puts a lane's bars of a block into its columns. */
export type LaneFill = (lane: number) => boolean;

/** The one loop: market, match, mark, program, intents, orders. The same in a backtest, on paper and live. */
export class Engine {
  readonly lanes: readonly Lane[];
  readonly ledger: Ledger;
  readonly desk: OrderDesk;
  readonly log: RunLog;
  readonly sessionOpen: SessionOpen;
  readonly risk: RiskDesk;
  /** Null where every instrument is on its own. */
  readonly portfolio: Portfolio | null;
  /** Open time of the last bar that each lane had, NaN before the first. */
  readonly lastTime: Float64Array;
  /** Bars done since the start of the run. */
  bar = 0;
  /** Set when equity is gone: nothing trades any more. */
  isRuined = false;
  readonly gate = new EntryGate();
  readonly #setup: EngineSetup;
  readonly books: Books;
  readonly #matcher: LaneMatcher;
  readonly #watch: Watch;
  readonly #closes: CloseRows;
  readonly #curves: Curves;
  readonly #quiet: QuietBars;
  /** Null where lanes have columns of their own. */
  readonly #kept: KeptInputs | null;
  readonly #attached: EntryAttachments;
  /** Null where no maintenance margin is set. */
  readonly #margin: MarginDesk | null;
  readonly #now = new DecidingMoment();
  /** The decision stage runs on every bar. */
  readonly #decidesEveryBar: boolean;
  /** The account must be looked at on every bar: money that accrues, margin that may be called. */
  readonly #stepsEveryBar: boolean;
  #at = 0;
  #lane = 0;
  #equity: number;
  /** Net value of all positions, as of the last valuation. */
  #net = 0;
  /** Input event that the current step belongs to; backtests count bars. */
  #sequence = 0;

  constructor(setup: EngineSetup) {
    const { program, settings, instruments, venue, blockSize } = setup;
    this.#setup = setup;
    this.log = setup.log;
    this.#decidesEveryBar = setup.decideAlways || program.decidesEveryBar;
    this.ledger = new Ledger(settings.capital, instruments);
    this.#equity = settings.capital;
    const { guards } = program;
    this.risk = new RiskDesk(settings.risk, settings.capital, { guards, instruments, execution: settings.execution });
    this.#attached = new EntryAttachments(program);
    const { ledger, log, risk } = this;
    this.desk = new OrderDesk({ ledger, venue, settings, instruments, log, risk, attached: this.#attached });
    const forms = new FillForms();
    this.books = { ledger, desk: this.desk, log, venue, instruments, risk, forms };
    this.sessionOpen = new SessionOpen(settings, setup.calendars ?? [], this.books);
    this.#margin = this.#marginDesk(settings.execution.maintenanceMarginPercent);
    this.#stepsEveryBar =
      this.#decidesEveryBar || this.sessionOpen.isNeeded || this.risk.isNeeded || this.#margin !== null;
    this.lastTime = new Float64Array(instruments.length).fill(Number.NaN);
    this.portfolio = openPortfolio(setup);
    const onIntent: IntentSink = (node, intent) => this.#receive(node, intent);
    const isComputed = setup.computed !== undefined;
    const takesTurns = canTakeTurns(setup);
    const sharesSome = setup.sharesColumns && this.portfolio === null && !takesTurns;
    const shared = sharesSome ? sharedColumns(program, blockSize) : undefined;
    let twin: Lane | undefined;
    this.lanes = instruments.map((instrument, lane) => {
      const given = setup.computed?.[lane] ?? this.portfolio?.columnsOf(lane) ?? shared;
      const made = new Lane({ program, instrument, blockSize, onIntent, given, isComputed, takesTurns, twin });
      if (takesTurns) twin ??= made;
      return made;
    });
    this.#kept = takesTurns ? new KeptInputs(program) : null;
    this.#watch = new Watch(this.lanes, { portfolio: this.portfolio, kept: this.#kept, blockSize });
    this.#closes = new CloseRows(this.lanes, blockSize);
    const { books, lanes, lastTime } = this;
    this.#curves = new Curves({ lanes, closes: this.#closes, ledger, spans: setup.log.held });
    this.#matcher = new LaneMatcher({ setup, books, lanes, closes: this.#closes, lastTime, margin: this.#margin });
    this.#quiet = this.#matcher.quiet;
    this.portfolio?.connect(this.lanes, (node, intent) => this.#rebalance(node, intent));
  }

  get equity(): number {
    return this.#equity;
  }

  /** Feeds bars to the kernels only, so that indicators are known when the run begins. */
  warmUp(count: number): void {
    for (const lane of this.lanes) lane.runSignals(count);
    this.portfolio?.runSignals(count);
    rememberTimes(this.lanes, this.lastTime, count);
  }

  /**
   * Runs the bars that the driver has put into the lanes' market columns, and writes equity and exposure (net position value over
   * equity; columns of exposure come zeroed, and stay untouched while nothing is held).
   */
  runBlock(count: number, equity: Float64Array, exposure: Float64Array, sequence: number | null = null): void {
    this.beginBlock(count, equity, exposure);
    this.runBars(0, count, sequence);
    this.endBlock(count);
  }

  /**
   * Computes the signals of a block, whose bars are then run one after the other: as many at a time as the driver likes. Equity and
   * exposure are written as by `runBlock`. A driver that has not filled the lanes before does so now, each right before its signals are
   * computed; where it cannot, it returns false, and so does this.
   */
  beginBlock(count: number, equity: Float64Array, exposure: Float64Array, fill: LaneFill | null = null): boolean {
    const { lanes, portfolio } = this;
    this.#curves.begin(equity, exposure, this.bar);
    this.#watch.begin(count);
    for (let lane = lanes.length - 1; lane >= 0; lane--) {
      if (fill !== null && !fill(lane)) return false;
      lanes[lane]!.runSignals(count);
      this.#closes.take(lane, count);
      if (portfolio === null) this.#lookAt(lane, count);
    }
    if (portfolio === null) return true;
    portfolio.runSignals(count);
    for (let lane = lanes.length - 1; lane >= 0; lane--) this.#lookAt(lane, count);
    this.#watch.lookAround(count);
    return true;
  }

  #lookAt(lane: number, count: number): void {
    if (!this.#decidesEveryBar) this.#watch.look(lane, count);
  }

  runBars(from: number, to: number, sequence: number | null = null): void {
    let at = from;
    while (at < to) {
      if (!this.#stepsEveryBar) {
        const end = this.#skipQuiet(at, to);
        if (end > at) {
          this.bar += end - at;
          at = end;
          continue;
        }
      }
      this.#sequence = sequence ?? this.bar;
      this.#step(at);
      this.#curves.write(at, this.#equity, this.#net);
      this.bar++;
      at++;
    }
  }

  endBlock(count: number): void {
    rememberTimes(this.lanes, this.lastTime, count);
  }

  /** Cancels everything and sends orders that close every position at the next open. */
  flatten(sequence: number, reason: string): void {
    this.#sequence = sequence;
    for (let lane = 0; lane < this.lanes.length; lane++) this.desk.flatten(this.#between(lane, 0), reason);
  }

  /** Sends an entry that was approved between two bars; returns whether it still waited. */
  release(sequence: number, key: HeldKey): boolean {
    this.#sequence = sequence;
    return this.desk.release(key, (lane) => this.#between(lane, this.lastTime[lane]!));
  }

  /** Between bars the count has moved on already: the order belongs to the bar that has closed, and fills in the next. */
  #between(lane: number, time: number): DeskMoment {
    return { ...this.#moment(lane, this.ledger.mark[lane]!, time), bar: this.bar - 1 };
  }

  restoreEquity(): void {
    this.#value();
  }

  #value(): void {
    this.#equity = this.ledger.equity();
    this.#net = this.ledger.net;
  }

  /** Marks the bars from `at` on on which nothing can happen, and returns the first that needs a step. */
  #skipQuiet(at: number, count: number): number {
    if (this.#setup.program.watchesPosition && this.ledger.holdsAny()) return at;
    let end = this.#watch.nextCall(at, count, this.#state());
    end = this.#quiet.end(at, end, this.bar - at);
    if (end === at) return at;
    const marked = this.#curves.mark(at, end);
    if (marked === at) return at;
    this.#equity = this.#curves.equityAt(marked - 1);
    this.#quiet.moveTrails(at, marked, this.log);
    return marked;
  }

  #mark(at: number): void {
    this.#closes.mark(at, this.ledger.mark);
    this.#value();
  }

  #step(at: number): void {
    this.#at = at;
    this.#matcher.bar = this.bar;
    this.#matcher.sequence = this.#sequence;
    if (this.sessionOpen.isNeeded) this.#openSession(at);
    this.#matcher.match("bar", at);
    const before = this.#equity;
    this.#mark(at);
    if (this.sessionOpen.isNeeded) {
      closeSession(this.sessionOpen, { setup: this.#setup, lanes: this.lanes, at, moment: this.#stepMoment(at) });
      this.#value();
    }
    if (this.#equity <= 0) this.isRuined = true;
    if (this.risk.isNeeded) this.risk.observe(timeAt(this.lanes, at), before, this.#equity);
    if (this.isRuined) {
      for (const orders of this.desk.working) for (const order of [...orders]) this.desk.cancel(order);
      return;
    }
    this.#margin?.call(this.#equity);
    if (this.risk.flattens) this.#obeyGuards(at);
    if (!this.#decidesEveryBar && !this.#watch.isCalled(at, this.#state()) && !this.#setup.program.watchesPosition)
      return;
    if (this.portfolio?.decides) this.portfolio.decide(at, (lane) => this.#greet(lane, at));
    else this.#decideLanes(at);
    if (this.#setup.settings.execution.fill === "same-close") {
      this.#matcher.match("close", at);
      this.#value();
    }
  }

  #marginDesk(percent: number | undefined): MarginDesk | null {
    if (percent === undefined) return null;
    const momentOf = (lane: number) => this.#moment(lane, this.ledger.mark[lane]!, timeAt(this.lanes, this.#at));
    return new MarginDesk({ books: this.books, share: percent / 100, momentOf });
  }

  #obeyGuards(at: number): void {
    const { bar, ledger, desk } = this;
    const moment = { bar, time: timeAt(this.lanes, at), equity: this.#equity, workingEntries: desk.entries.length };
    const breach = this.risk.breach(moment, ledger);
    if (breach) this.#closeAll(breach);
  }

  #halt(node: string, reason: string): boolean {
    if (!this.risk.halt(reason)) return false;
    this.#closeAll({ node, reason });
    return true;
  }

  #closeAll(cause: { readonly node: string; readonly reason: string }): void {
    const time = timeAt(this.lanes, this.#at);
    for (let lane = 0; lane < this.lanes.length; lane++)
      this.desk.leave(this.#moment(lane, this.ledger.mark[lane]!, time), cause);
  }

  /** Lets those lanes decide that have a trigger, or a position that is watched; all of them where every bar is decided on. */
  #decideLanes(at: number): void {
    const { watchesPosition } = this.#setup.program;
    if (this.lanes.length === 1 && this.portfolio === null) {
      if (this.#decidesEveryBar || this.#watch.isCalled(at, this.#state()) || this.ledger.quantity[0] !== 0)
        this.#decide(0, at);
      return;
    }
    const { due } = this.#watch;
    let entry = this.#decidesEveryBar ? -1 : due.first(at);
    if (!this.#decidesEveryBar && !watchesPosition) {
      for (; entry >= 0; entry = due.next(entry)) {
        const lane = due.laneOf(entry);
        if (!due.isFor(entry, stateOf(this.ledger.quantity[lane]!))) continue;
        this.#kept?.give(entry, this.lanes[lane]!.slots, at);
        this.#decide(lane, at);
      }
      return;
    }
    for (let lane = 0; lane < this.lanes.length; lane++) {
      const isCalled = due.laneOf(entry) === lane;
      if (isCalled) entry = due.next(entry);
      if (isCalled || this.#decidesEveryBar || this.ledger.quantity[lane] !== 0) this.#decide(lane, at);
    }
  }

  /** The state of the position where there is one lane. */
  #state(): number {
    return this.lanes.length === 1 ? stateOf(this.ledger.quantity[0]!) : ANY;
  }

  #openSession(at: number): void {
    const hasBar = (lane: number): boolean => this.#closes.has(lane, at);
    if (this.lanes.some((_, lane) => hasBar(lane))) this.sessionOpen.run(this.#stepMoment(at), hasBar);
  }

  #stepMoment(at: number): Moment {
    return { bar: this.bar, time: timeAt(this.lanes, at), sequence: this.#sequence };
  }

  #decide(lane: number, at: number): void {
    // a bar that this instrument does not have decides nothing
    if (!this.#closes.has(lane, at)) return;
    this.#greet(lane, at);
    this.lanes[lane]!.decide(at);
  }

  /** Makes a lane the one that acts, and writes what its nodes may know of the account. */
  #greet(lane: number, at: number): void {
    const { ledger, desk, bar } = this;
    writeAccount(this.lanes[lane]!.account, at, { ledger, desk, lane, bar, equity: this.#equity });
    this.#lane = lane;
  }

  #rebalance(node: ProgramNode, intent: RebalanceIntent): void {
    const { desk, portfolio, gate } = this;
    const attachmentsOf = (lane: number): readonly Attachment[] => this.#attachments(lane, null, null);
    const momentOf = (lane: number): DeskMoment | null => {
      const { bars, first } = this.lanes[lane]!;
      const at = first + this.#at;
      return Number.isNaN(bars.close[at]!) ? null : this.#moment(lane, bars.close[at]!, bars.time[at]!);
    };
    const { program } = this.#setup;
    answerRebalance(node, intent, { program, desk, portfolio, entriesPaused: gate.isShut, momentOf, attachmentsOf });
  }

  #receive(node: ProgramNode, intent: NodeIntent): boolean {
    const lane = this.#lane;
    const { market } = this.lanes[lane]!;
    if (intent.action === "enter" && this.gate.isShut) return false;
    if (intent.action === "halt") return this.#halt(node.id, intent.reason);
    const attachments = this.#attachments(lane, node, intent);
    const now = this.#now.of(lane, market, this.#at);
    now.bar = this.bar;
    now.sequence = this.#sequence;
    now.equity = this.#equity;
    return this.desk.accept(node, intent, now, { attachments, entriesPaused: this.gate.isShut });
  }

  #moment(lane: number, close: number, time: number): DeskMoment {
    return { lane, bar: this.bar, time, sequence: this.#sequence, close, equity: this.#equity };
  }

  #attachments(lane: number, from: ProgramNode | null, intent: NodeIntent | null): readonly Attachment[] {
    return this.#attached.of(from, intent, { slots: this.lanes[lane]!.slots, at: this.#at });
  }
}

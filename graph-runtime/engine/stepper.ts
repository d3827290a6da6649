import type { Program } from "../compiler/program.ts";
import { assertNever } from "../core/assert-never.ts";
import { DAY } from "../core/time.ts";
import type { Settings } from "../graph/settings.ts";
import type { Alert } from "../market/alert.ts";
import { BAR_FIELDS, type BarColumns } from "../market/bars.ts";
import type { FillRecord } from "../market/fill.ts";
import type { Instrument } from "../market/instrument.ts";
import type { OrderRecord } from "../market/order.ts";
import type { OutsideSignal } from "../market/outside-signal.ts";
import type { OutsideLimits } from "../risk/outside-limits.ts";
import type { HoursPlace } from "../risk/run-schedule.ts";
import type { Amendment } from "./amend-protective.ts";
import { clientOrderId, runTag } from "./client-order-id.ts";
import { type Decision, explainStep } from "./decision.ts";
import { Engine } from "./engine.ts";
import type { HeldKey } from "./held-entries.ts";
import { explainReport, OutsideDesk } from "./outside/outside-desk.ts";
import type { OutsideCommand, OutsideReport, OutsideTerms } from "./outside/ticket.ts";
import { TicketBook } from "./outside/ticket-book.ts";
import { outsideVenue } from "./outside/watch-bar.ts";
import { applySignals, receiveSignal, silenceSignals } from "./outside-signals.ts";
import { setLimits, transferMoney } from "./outside-words.ts";
import type { BarValues, Venue } from "./ports.ts";
import { StepLog } from "./run-log.ts";
import { restoreSnapshot, takeSnapshot } from "./snapshot.ts";

export type RunCommand = "flatten" | "pause-entries" | "resume" | "cancel-orders" | "leave-next-session";

/** One input of a run, numbered by its inbox. */
export type RunEvent =
  | {
      readonly kind: "bar";
      readonly sequence: number;
      readonly time: number;
      readonly bars: readonly (BarValues | null)[];
    }
  | { readonly kind: "command"; readonly sequence: number; readonly command: RunCommand }
  | { readonly kind: "signal"; readonly sequence: number; readonly signal: OutsideSignal }
  /** Whoever runs the strategy sets other limits around it, or answers for an entry that waits. */
  | { readonly kind: "limits"; readonly sequence: number; readonly limits: OutsideLimits }
  | { readonly kind: "answer"; readonly sequence: number; readonly entry: HeldKey; readonly isApproved: boolean }
  /** Money that is brought in, or taken out where it is negative. */
  | { readonly kind: "transfer"; readonly sequence: number; readonly amount: number }
  /** Somebody moves a stop or a target by hand. */
  | ({ readonly kind: "change"; readonly sequence: number } & Amendment)
  /** What a venue outside says of an order. */
  | { readonly kind: "order"; readonly sequence: number; readonly time: number; readonly report: OutsideReport };

export type LiveOrder = OrderRecord & { readonly clientOrderId: string };

export type RunMark = {
  readonly equity: number;
  readonly cash: number;
  readonly realised: number;
  readonly unrealised: number;
  readonly fees: number;
  readonly positions: readonly {
    readonly lane: number;
    readonly quantity: number;
    readonly averagePrice: number;
    readonly lastPrice: number;
  }[];
};

export type StepOutcome = {
  /** Orders that this step has created, denied ones included. */
  readonly intents: readonly LiveOrder[];
  /** Every order whose record changed, the new ones included. */
  readonly orders: readonly LiveOrder[];
  readonly fills: readonly FillRecord[];
  readonly alerts: readonly Alert[];
  readonly decision: Decision;
  readonly mark: RunMark;
  /** What the venue outside is to be asked, and what a person has to know of it; nothing where orders are matched here. */
  readonly commands: readonly OutsideCommand[];
  readonly notices: readonly string[];
  /** Whether anything of the run is alive at the venue outside. */
  readonly isBusy: boolean;
};

export type StepperSetup = {
  readonly program: Program;
  /** The instruments that are traded. */
  readonly lanes: readonly Instrument[];
  /** What the strategy calls them, and those that it looks at only; bars and histories come in this order. */
  readonly names?: readonly string[];
  readonly references?: readonly string[];
  readonly settings: Settings;
  readonly venue: Venue;
  /** Given where orders go to a venue outside: then `venue` knows the fees and nothing else. */
  readonly outside?: OutsideTerms | undefined;
  /** Limits around the graph from the start on. */
  readonly limits?: OutsideLimits | undefined;
  /** Given where the run keeps hours: where the close of a bar stands in them, by its open. */
  readonly hours?: ((time: number) => HoursPlace) | undefined;
  readonly runId: string;
};

/** Drives a program one event at a time, with the same engine and kernels as a backtest. */
export type Stepper = {
  /** Makes the indicators known from history; call it before the first event. */
  warmUp(history: readonly BarColumns[]): void;
  step(event: RunEvent): StepOutcome;
  /** Whether entries are paused, and whether the last bar closed outside the run's hours. */
  readonly isPaused: boolean;
  readonly isClosed: boolean;
  snapshot(): Uint8Array;
  restore(bytes: Uint8Array): void;
};

export function createStepper(setup: StepperSetup): Stepper {
  const { program, lanes, names, references, settings, venue, runId } = setup;
  const log = new StepLog();
  const tickets = setup.outside === undefined ? null : new TicketBook();
  const engine = new Engine({
    program,
    settings,
    instruments: lanes,
    ...(names ? { names } : {}),
    ...(references ? { references } : {}),
    venue: tickets === null ? venue : outsideVenue(tickets, venue),
    blockSize: 1,
    decideAlways: true,
    log,
  });
  if (setup.limits !== undefined) engine.risk.setOutside(setup.limits);
  const markets = [...engine.lanes.map((lane) => lane.market), ...(engine.portfolio?.references ?? [])];
  const tag = runTag(runId);
  const outside =
    tickets === null || setup.outside === undefined
      ? null
      : new OutsideDesk({ engine, tickets, terms: setup.outside, tag });
  const equity = new Float64Array(1);
  const exposure = new Float64Array(1);
  /** Instruments that the last signal was for. */
  let reached = 0;
  let amended = "";

  function command(event: Extract<RunEvent, { kind: "command" }>): void {
    switch (event.command) {
      case "flatten":
        engine.flatten(event.sequence, "flatten command");
        return;
      case "pause-entries":
        engine.gate.entriesPaused = true;
        engine.desk.cancelEntries();
        return;
      case "leave-next-session":
        engine.risk.leaveAfter(Math.floor(Math.max(0, ...engine.lastTime.filter(Number.isFinite)) / DAY));
        return;
      case "resume":
        engine.gate.entriesPaused = false;
        return;
      case "cancel-orders":
        for (const orders of engine.desk.working) for (const order of [...orders]) engine.desk.cancel(order);
        return;
      default:
        assertNever(event.command);
    }
  }

  /** Keeps a signal for the next bar, and says whether anything listens to it. */
  function receive({ name, symbol, value }: OutsideSignal): void {
    const isMeant = (lane: number): boolean =>
      symbol === null || symbol === (names?.[lane] ?? lanes[lane]!.symbol) || symbol === lanes[lane]!.symbol;
    reached = receiveSignal(engine.lanes, program, { name, value, isMeant });
  }

  function answer({ sequence, entry, isApproved }: Extract<RunEvent, { kind: "answer" }>): void {
    if (!isApproved) engine.desk.held.take(entry);
    else if (!engine.gate.isShut) engine.release(sequence, entry);
  }

  /** Returns what came of it, in words. */
  function amend({ sequence, order, price }: Extract<RunEvent, { kind: "change" }>): string {
    const lane = engine.desk.working.findIndex((orders) => orders.some(({ record }) => record.id === order));
    const { ledger, lastTime } = engine;
    const place = { lane, bar: engine.bar - 1, time: lastTime[lane] ?? 0, sequence };
    const moment = { ...place, close: ledger.mark[lane] ?? Number.NaN, equity: ledger.equity() };
    const refused = lane < 0 ? "it does not work any more" : engine.desk.amend({ order, price }, moment);
    return `command: move order ${order} to ${price}${refused === null ? "" : `, refused because ${refused}`}`;
  }

  function drain(event: RunEvent): StepOutcome {
    const named = (record: OrderRecord): LiveOrder => ({
      ...record,
      status: tickets === null ? record.status : tickets.statusOf(record.id, record.status),
      clientOrderId: clientOrderId(tag, record.sequence, record.ordinal),
    });
    const outcome: StepOutcome = {
      intents: log.orders.map(named),
      orders: [...log.changed].map(named),
      fills: [...log.fills],
      alerts: [...log.alerts],
      decision:
        event.kind === "change"
          ? { action: "command", reason: amended, values: {} }
          : event.kind === "order" && tickets !== null
            ? explainReport(tickets, event.report, log)
            : explainStep({ engine, program, event, log, reached }),
      mark: markOf(engine),
      isBusy: outside?.isBusy ?? false,
      ...(outside?.take() ?? { commands: [], notices: [] }),
    };
    log.clear();
    return outcome;
  }

  return {
    warmUp: (history) => {
      silenceSignals(engine.lanes, program);
      const longest = Math.max(0, ...history.map((bars) => bars.time.length));
      for (let i = 0; i < longest; i++) {
        markets.forEach((market, index) => {
          const bars = history[index]!;
          // histories end together, so a shorter one starts later
          const at = i - (longest - bars.time.length);
          for (const field of BAR_FIELDS) market[field][0] = at < 0 ? Number.NaN : bars[field][at]!;
        });
        engine.warmUp(1);
      }
    },
    step: (event) => {
      if (event.kind === "command") command(event);
      else if (event.kind === "limits") setLimits(engine, event.limits, event.sequence);
      else if (event.kind === "answer") answer(event);
      else if (event.kind === "transfer") transferMoney(engine, event.amount);
      else if (event.kind === "change") amended = amend(event);
      else if (event.kind === "order") outside?.report(event.report, event);
      else if (event.kind === "signal") receive(event.signal);
      else {
        markets.forEach((market, index) => {
          const bar = event.bars[index] ?? null;
          market.time[0] = bar ? event.time : Number.NaN;
          for (const field of ["open", "high", "low", "close", "volume"] as const)
            market[field][0] = bar ? bar[field] : Number.NaN;
        });
        applySignals(engine.lanes, program, 0);
        exposure[0] = 0;
        const place = setup.hours?.(event.time);
        engine.gate.entriesClosed = place?.isOpen === false;
        engine.risk.squareOff(place?.isLeaving === true);
        engine.runBlock(1, equity, exposure, event.sequence);
        // what worked through the bar could fill in it; at its close nothing that would enter is left
        if (engine.gate.entriesClosed) engine.desk.cancelEntries();
      }
      outside?.arrange(event.sequence, event.kind === "bar");
      return drain(event);
    },
    get isPaused() {
      return engine.gate.entriesPaused;
    },
    get isClosed() {
      return engine.gate.entriesClosed;
    },
    snapshot: () => takeSnapshot(engine, program.semanticHash, tickets),
    restore: (bytes) => restoreSnapshot(engine, bytes, { semanticHash: program.semanticHash, tickets }),
  };
}

function markOf({ ledger, lanes }: Engine): RunMark {
  const positions = lanes
    .map((_, lane) => ({
      lane,
      quantity: ledger.quantity[lane]!,
      averagePrice: ledger.averagePrice[lane]!,
      lastPrice: ledger.mark[lane]!,
    }))
    .filter((position) => position.quantity !== 0);
  const sum = (of: (lane: number) => number): number => lanes.reduce((total, _, lane) => total + of(lane), 0);
  return {
    equity: ledger.equity(),
    cash: ledger.cash,
    realised: sum((lane) => ledger.realised[lane]!),
    unrealised: sum((lane) => (ledger.quantity[lane] === 0 ? 0 : ledger.unrealised(lane))),
    fees: ledger.fees,
    positions,
  };
}

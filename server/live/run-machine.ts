import { compile } from "@/graph-runtime/compiler/compile.ts";
import type { OutsideCommand } from "@/graph-runtime/engine/outside/ticket.ts";
import {
  createStepper,
  type LiveOrder,
  type RunCommand,
  type RunMark,
  type StepOutcome,
} from "@/graph-runtime/engine/stepper.ts";
import type { BarColumns } from "@/graph-runtime/market/bars.ts";
import type { Instrument } from "@/graph-runtime/market/instrument.ts";
import { type HoursPlace, hoursClock, type RunSchedule } from "@/graph-runtime/risk/run-schedule.ts";
import { simulatedVenue } from "@/graph-runtime/sim/simulated-venue.ts";
import type { Database } from "../db/client.ts";
import { findFirstBar, type InboxRow } from "../db/repositories/run-inbox.ts";
import { listWorkingOrders } from "../db/repositories/run-reads.ts";
import type {
  StepAlert,
  StepDecision,
  StepFill,
  StepMark,
  StepOrder,
  StepRecords,
} from "../db/repositories/run-steps.ts";
import { hasEnded, type RunEnding, type RunWork, readRunDocument, readSnapshot } from "../db/repositories/runs.ts";
import type { FeedSource } from "./feed-source.ts";
import {
  AnswerPayload,
  BarPayload,
  ChangePayload,
  CommandPayload,
  GapPayload,
  LimitsPayload,
  OrderPayload,
  SignalPayload,
  TermsPayload,
  TransferPayload,
} from "./inbox-payload.ts";
import { RunLimits } from "./outside-limits.ts";
import { barsToWarmUp, setupOf } from "./run-setup.ts";
import { statusOf, type WorkingOrderView } from "./run-status.ts";
import { outsideTermsOf } from "./run-venue.ts";

/** A run in memory, at some sequence number of its inbox. */
export interface RunMachine {
  /** The last event that it has stepped. */
  readonly sequence: number;
  /** Steps the events and returns everything to be stored; after an error the machine is of no use any more. */
  step(events: readonly InboxRow[]): Promise<StepRecords>;
}

/** Brings a run to the state that is stored of it, or to its beginning. */
export async function openRunMachine(db: Database, run: RunWork, source: FeedSource): Promise<RunMachine> {
  const [document, snapshot, firstBar, workingOrders] = await Promise.all([
    readRunDocument(db, run.strategyVersionId),
    readSnapshot(db, run.id),
    findFirstBar(db, run.id),
    listWorkingOrders(db, run.id),
  ]);
  const { program, diagnostics } = compile(document);
  if (program === null) {
    const problems = diagnostics.map((diagnostic) => diagnostic.message).join(" ");
    throw new Error(`the strategy of this run no longer compiles: ${problems}`);
  }
  const { dealt, lanes, names, references, settings } = setupOf(run, program, source);
  const { account } = run;
  const stepper = createStepper({
    program,
    lanes,
    names,
    references,
    // orders of a broker have their size when they are sent
    settings: account === null ? settings : { ...settings, execution: { ...settings.execution, sizeAt: "decision" } },
    venue: simulatedVenue(settings),
    outside: account === null ? undefined : outsideTermsOf(account.broker),
    // what a team runs of its own has its limits in its graph
    limits: run.basket === null ? undefined : RunLimits.parse(run.limits),
    hours: run.schedule === null ? undefined : hoursOf(run.schedule, source),
    runId: run.id,
  });
  let sequence = snapshot?.sequence ?? 0;
  if (snapshot !== null) stepper.restore(snapshot.state);
  if (sequence !== run.lastSequence) {
    throw new Error(`the run is at event ${run.lastSequence} and its state at event ${sequence}`);
  }
  let isWarm = firstBar !== null && firstBar.sequence <= sequence;
  let ending: RunEnding | null = run.ending ?? (run.status === "stopping" ? "when-flat" : null);
  let review = run.review;
  let isBusy = workingOrders.length > 0;
  let transferred = 0;
  const working = new Map<number, WorkingOrderView>(workingOrders.map((order) => [order.id, order]));

  /** Histories that the events at hand ask for, by the bar that they end before. */
  const histories = new Map<number, readonly BarColumns[]>();

  async function readHistories(events: readonly InboxRow[]): Promise<void> {
    histories.clear();
    let warm = isWarm;
    for (const { kind, payload } of events) {
      if (kind === "bar" && !warm) await readHistory(BarPayload.parse(payload).index);
      if (kind === "gap" && warm) await readHistory(GapPayload.parse(payload).toIndex + 1);
      warm ||= kind === "bar";
    }
  }

  async function readHistory(before: number): Promise<void> {
    const count = program === null ? 0 : barsToWarmUp(program);
    histories.set(before, await Promise.all(dealt.map(({ symbol }) => source.history(symbol, before, count))));
  }

  function warmUp(before: number): void {
    stepper.warmUp(histories.get(before) ?? []);
  }

  function stepBar(event: InboxRow): Stepped {
    const { index, time, bars } = BarPayload.parse(event.payload);
    if (!isWarm) warmUp(index);
    isWarm = true;
    const values = dealt.map(({ symbol }) => {
      const tuple = bars[symbol];
      if (tuple === undefined) return null;
      const [open, high, low, close, volume] = tuple;
      return { open, high, low, close, volume };
    });
    return { time, outcomes: [stepper.step({ kind: "bar", sequence: event.sequence, time, bars: values })] };
  }

  function stepGap(event: InboxRow): Stepped {
    const { fromIndex, toIndex, time } = GapPayload.parse(event.payload);
    // Before the first bar there is nothing to make up for: the warm-up reads the history up to that bar.
    if (isWarm) warmUp(toIndex + 1);
    const count = toIndex - fromIndex + 1;
    const reason = `${count} bars were missed while no worker ran. Indicators were computed again from history; no order was evaluated on these bars.`;
    return { time, outcomes: [], decision: { action: "gap", reason, values: { missedBars: count } } };
  }

  function stepCommand(event: InboxRow): Stepped {
    const { command, flatten, time } = CommandPayload.parse(event.payload);
    const send = (name: RunCommand): StepOutcome =>
      stepper.step({ kind: "command", sequence: event.sequence, command: name });
    if (command === "stop" || command === "halt") {
      const closes = flatten || command === "halt";
      ending = command === "halt" || ending === "halt" ? "halt" : closes ? "when-flat" : "now";
      const outcomes = [send("pause-entries"), send(closes ? "flatten" : "cancel-orders")];
      const reason =
        command === "halt"
          ? "kill switch: cancel every order, close every position, trade no more"
          : closes
            ? "command: stop and close every position"
            : "command: stop, take the orders back and keep the positions";
      return { time, outcomes, decision: { action: "command", reason, values: {} } };
    }
    if (command === "leave-next-session") {
      ending ??= "next-session";
      const reason = "command: enter nothing any more, and close every position with the first bar of the next day";
      return {
        time,
        outcomes: [send("pause-entries"), send(command)],
        decision: { action: "command", reason, values: {} },
      };
    }
    if (ending !== null && command === "resume") {
      const reason = "command: resume, refused because the run is stopping";
      return { time, outcomes: [], decision: { action: "command", reason, values: {} } };
    }
    if (command === "resume") review = null;
    return { time, outcomes: [send(command)] };
  }

  function stepOrder(event: InboxRow): Stepped {
    const { report, time } = OrderPayload.parse(event.payload);
    return { time, outcomes: [stepper.step({ kind: "order", sequence: event.sequence, time, report })] };
  }

  function stepSignal(event: InboxRow): Stepped {
    const signal = SignalPayload.parse(event.payload);
    return { time: signal.time, outcomes: [stepper.step({ kind: "signal", sequence: event.sequence, signal })] };
  }

  function stepLimits(event: InboxRow): Stepped {
    const { limits, time } = LimitsPayload.parse(event.payload);
    return { time, outcomes: [stepper.step({ kind: "limits", sequence: event.sequence, limits })] };
  }

  function stepAnswer(event: InboxRow): Stepped {
    const { entry, isApproved, time } = AnswerPayload.parse(event.payload);
    return { time, outcomes: [stepper.step({ kind: "answer", sequence: event.sequence, entry, isApproved })] };
  }

  function stepTransfer(event: InboxRow): Stepped {
    const { amount, reason, time } = TransferPayload.parse(event.payload);
    transferred += amount;
    const outcomes = [stepper.step({ kind: "transfer", sequence: event.sequence, amount })];
    return { time, outcomes, decision: { action: "command", reason, values: {} } };
  }

  function stepChange(event: InboxRow): Stepped {
    const { order, price, time } = ChangePayload.parse(event.payload);
    return { time, outcomes: [stepper.step({ kind: "change", sequence: event.sequence, order, price })] };
  }

  function stepTerms(event: InboxRow): Stepped {
    const { notice, time } = TermsPayload.parse(event.payload);
    const paused = stepper.step({ kind: "command", sequence: event.sequence, command: "pause-entries" });
    const outcomes = [{ ...paused, notices: [...paused.notices, notice] }];
    return { time, outcomes, decision: { action: "command", reason: notice, values: {} } };
  }

  /** What follows from a step without anybody's asking: a doubt pauses entries, and a run that is to be flat tries until it is. */
  function followUp(sequence: number, last: StepOutcome, notices: readonly string[]): StepOutcome[] {
    const send = (command: RunCommand): StepOutcome => stepper.step({ kind: "command", sequence, command });
    const outcomes: StepOutcome[] = [];
    if (notices.length > 0) {
      review = [...(review === null ? [] : [review]), ...notices].slice(-5).join(" ");
      if (!stepper.isPaused) outcomes.push(send("pause-entries"));
    }
    const isLeaving = [...working.values()].some(({ role, type }) => role === "exit" && type === "market");
    const mustLeave =
      ending !== null && ending !== "now" && ending !== "next-session" && last.mark.positions.length > 0 && !isLeaving;
    if (account !== null && mustLeave) outcomes.push(send("flatten"));
    return outcomes;
  }

  return {
    get sequence() {
      return sequence;
    },
    step: async (events) => {
      await readHistories(events);
      const fromSequence = sequence;
      const created = new Map<number, LiveOrder>();
      const bornAt = new Map<number, number>();
      const changed = new Map<number, LiveOrder>();
      const fills: StepFill[] = [];
      const decisions: StepDecision[] = [];
      const marks: StepMark[] = [];
      const commands: OutsideCommand[] = [];
      const alerts: StepAlert[] = [];
      transferred = 0;
      let mark: RunMark = {
        equity: run.capital,
        cash: run.capital,
        realised: 0,
        unrealised: 0,
        fees: 0,
        positions: [],
      };
      let hasMark = false;
      for (const event of events) {
        if (event.sequence !== sequence + 1) {
          throw new Error(`expected event ${sequence + 1} of the inbox, found ${event.sequence}`);
        }
        const { time, outcomes, decision } = stepEvent(event);
        sequence = event.sequence;
        let ordinal = 0;
        const take = (outcome: StepOutcome): void => {
          commands.push(...outcome.commands);
          alerts.push(...outcome.alerts.map((alert) => ({ sequence, ...alert })));
          isBusy = outcome.isBusy;
          for (const order of outcome.intents) {
            created.set(order.id, order);
            // A command has no bar, so the engine knows no time for the orders that it leads to.
            bornAt.set(order.id, order.createdTime > 0 ? order.createdTime : time);
          }
          for (const order of outcome.orders) {
            (created.has(order.id) ? created : changed).set(order.id, order);
            trackWorking(working, order);
          }
          for (const fill of outcome.fills) {
            const { orderId, lane, side, role, quantity, price, fee } = fill;
            const symbol = symbolOf(lanes, lane);
            fills.push({ sequence, ordinal, orderId, lane, symbol, side, role, quantity, price, fee, time: fill.time });
            ordinal += 1;
          }
        };
        for (const outcome of outcomes) take(outcome);
        const stepped = outcomes.at(-1);
        const notices = outcomes.flatMap((outcome) => outcome.notices);
        const followed = stepped === undefined ? [] : followUp(sequence, stepped, notices);
        for (const outcome of followed) take(outcome);
        const last = followed.at(-1) ?? stepped;
        const said = decision ?? stepped?.decision;
        if (said !== undefined) decisions.push({ sequence, time, ...said });
        if (last !== undefined) {
          mark = last.mark;
          hasMark = true;
          marks.push({ sequence, time, ...mark });
        }
        if (hasMark && hasEnded(situation(mark).status)) break;
      }
      const { status, reason } = hasMark ? situation(mark) : { status: run.status, reason: null };
      const toStepOrder = (order: LiveOrder): StepOrder => ({
        ...order,
        createdTime: bornAt.get(order.id) ?? order.createdTime,
        symbol: symbolOf(lanes, order.lane),
      });
      return {
        runId: run.id,
        fromSequence,
        toSequence: sequence,
        status,
        statusReason: reason,
        state: Uint8Array.from(stepper.snapshot()),
        created: [...created.values()].map(toStepOrder),
        changed: [...changed.values()].map(toStepOrder),
        fills,
        decisions,
        marks,
        alerts,
        commands,
        transferred,
        review,
        ending,
      };
    },
  };

  function stepEvent(event: InboxRow): Stepped {
    switch (event.kind) {
      case "bar":
        return stepBar(event);
      case "gap":
        return stepGap(event);
      case "command":
        return stepCommand(event);
      case "order":
        return stepOrder(event);
      case "signal":
        return stepSignal(event);
      case "limits":
        return stepLimits(event);
      case "answer":
        return stepAnswer(event);
      case "change":
        return stepChange(event);
      case "terms":
        return stepTerms(event);
      case "transfer":
        return stepTransfer(event);
    }
  }

  function situation(mark: RunMark) {
    const { isPaused, isClosed } = stepper;
    // on paper nothing outlives the step that takes it back
    return statusOf({
      mark,
      working: working.values(),
      isPaused,
      isClosed,
      ending,
      review,
      isBusy: account !== null && isBusy,
    });
  }
}

type Stepped = {
  readonly time: number;
  readonly outcomes: readonly StepOutcome[];
  /** Replaces what the engine says of the step. */
  readonly decision?: Omit<StepDecision, "sequence" | "time">;
};

/** A bar is decided on at its close. */
function hoursOf(schedule: RunSchedule, { barMilliseconds }: FeedSource): (open: number) => HoursPlace {
  const clock = hoursClock(schedule);
  return (open) => clock(open + barMilliseconds);
}

function symbolOf(lanes: readonly Instrument[], lane: number): string {
  return lanes[lane]?.symbol ?? "";
}

const workingStatuses: ReadonlySet<string> = new Set([
  ...["created", "submitted", "working", "partially-filled", "cancelling", "unknown"],
]);

function trackWorking(working: Map<number, WorkingOrderView>, order: LiveOrder): void {
  if (workingStatuses.has(order.status)) working.set(order.id, { role: order.role, type: order.type });
  else working.delete(order.id);
}

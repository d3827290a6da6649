import { compile } from "../compiler/compile.ts";
import type { OutsideReport, OutsideTerms } from "../engine/outside/ticket.ts";
import { createStepper, type RunCommand, type StepOutcome } from "../engine/stepper.ts";
import { shareInstrument } from "../market/instrument.ts";
import { simulatedVenue } from "../sim/simulated-venue.ts";
import { smallGraph } from "./small-graph.ts";
import { TrialBroker } from "./trial-broker.ts";

export const nativeTerms: OutsideTerms = {
  takes: {
    market: true,
    limit: true,
    stop: true,
    "stop-limit": true,
    "trailing-stop": false,
    "market-if-touched": false,
    "limit-if-touched": false,
  },
  mostChanges: null,
  pairs: false,
};
export type Nodes = Parameters<typeof smallGraph>[0];
export const stopTen = { kind: "exit.stop-loss", params: { distance: 10, unit: "price" } };
export const targetTen = { kind: "exit.take-profit", params: { distance: 10, unit: "price" } };
export const leaveNow = { kind: "order.exit" };

/** Buys ten units when the close rises above 90, at a broker that the test plays. Every event goes through a fresh stepper. */
export function playOutside(exits: Nodes, wires: readonly string[] = [], terms: OutsideTerms = nativeTerms) {
  const document = smallGraph(
    {
      price: { kind: "market.bars" },
      up: { kind: "compare.compare", params: { relation: "above", level: 90 } },
      buy: { kind: "order.enter", params: { amount: 10, unit: "units" } },
      ...exits,
    },
    ["price.close > up.a", "up.result > buy.when", ...wires],
  );
  const { program, diagnostics } = compile(document);
  if (program === null) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  const { settings } = program;
  const broker = new TrialBroker();
  const fresh = () =>
    createStepper({
      program,
      lanes: [shareInstrument("TEST")],
      settings,
      venue: simulatedVenue(settings),
      outside: terms,
      runId: "run",
    });
  let state: Uint8Array | null = null;
  let sequence = 0;
  const step = (event: object): StepOutcome => {
    const stepper = fresh();
    if (state !== null) stepper.restore(state);
    sequence += 1;
    const outcome = stepper.step({ ...event, sequence, time: sequence * 1_000 } as Parameters<typeof stepper.step>[0]);
    state = stepper.snapshot();
    broker.take(outcome.commands);
    return outcome;
  };
  const bar = (open: number, high = open, low = open, close = open) =>
    step({ kind: "bar", bars: [{ open, high, low, close, volume: 1_000 }] });
  return {
    broker,
    bar,
    command: (command: RunCommand) => step({ kind: "command", command }),
    report: (report: OutsideReport) => step({ kind: "order", report }),
    /** Lets the entry go out and fill. */
    enter: () => {
      bar(80);
      bar(100);
      return step({ kind: "order", report: broker.fill(lastOf(broker), 10, 100) });
    },
  };
}

/** The id of the order that was sent last and lives. */
export const lastOf = (broker: TrialBroker): string => broker.live().at(-1) ?? "";

/** What was asked of the broker, in words. */
export const said = ({ commands }: StepOutcome): string[] =>
  commands.map((command) => {
    if (command.kind === "cancel") return "cancel";
    if (command.kind === "place-pair") {
      const { target, stop } = command;
      return `pair ${target.side} ${target.quantity} ${target.limitPrice} or ${stop.quantity} ${stop.type} ${stop.stopPrice}`;
    }
    const { kind, type, quantity, limitPrice, stopPrice } = command;
    return `${kind} ${command.kind === "place" ? command.side : ""} ${quantity} ${type} ${limitPrice ?? stopPrice ?? ""}`.trim();
  });

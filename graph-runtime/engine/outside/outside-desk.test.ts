import { describe, expect, test } from "vitest";
import { compile } from "../../compiler/compile.ts";
import { shareInstrument } from "../../market/instrument.ts";
import { simulatedVenue } from "../../sim/simulated-venue.ts";
import { smallGraph } from "../../testkit/small-graph.ts";
import { TrialBroker } from "../../testkit/trial-broker.ts";
import { createStepper, type RunCommand, type StepOutcome } from "../stepper.ts";
import type { OutsideReport, OutsideTerms } from "./ticket.ts";

const native: OutsideTerms = {
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
};
type Nodes = Parameters<typeof smallGraph>[0];
const stop = { kind: "exit.stop-loss", params: { distance: 10, unit: "price" } };
const target = { kind: "exit.take-profit", params: { distance: 10, unit: "price" } };
const leave = { kind: "order.exit" };

/** Buys ten units when the close rises above 90, at a broker that the test plays. Every event goes through a fresh stepper. */
function play(exits: Nodes, wires: readonly string[] = [], terms: OutsideTerms = native) {
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
      return step({ kind: "order", report: broker.fill(last(broker), 10, 100) });
    },
  };
}

const last = (broker: TrialBroker): string => broker.live().at(-1) ?? "";
const said = ({ commands }: StepOutcome): string[] =>
  commands.map((command) => {
    if (command.kind === "cancel") return "cancel";
    const { kind, type, quantity, limitPrice, stopPrice } = command;
    return `${kind} ${command.kind === "place" ? command.side : ""} ${quantity} ${type} ${limitPrice ?? stopPrice ?? ""}`.trim();
  });

describe("orders at a venue outside", () => {
  test("an entry goes out once, counts only what the venue says is filled, and keeps its state until then", () => {
    const { broker, bar, report } = play({});
    bar(80);
    const sent = bar(100);
    expect(said(sent)).toEqual(["place buy 10 market"]);
    expect(sent.orders).toMatchObject([{ status: "submitted" }]);
    expect(bar(101).commands).toEqual([]);
    const id = last(broker);
    expect(report(broker.accept(id)).orders).toMatchObject([{ status: "working" }]);
    const part = report(broker.fill(id, 4, 101));
    expect(part.orders).toMatchObject([{ status: "partially-filled", filledQuantity: 4 }]);
    expect(part.mark.positions).toMatchObject([{ quantity: 4, averagePrice: 101 }]);
    const rest = report(broker.fill(id, 6, 102));
    expect(rest.fills).toMatchObject([{ quantity: 6, price: 102 }]);
    expect(rest.mark.positions).toMatchObject([{ quantity: 10, averagePrice: 101.6 }]);
    // the same report again says nothing new
    const again = report(broker.accept(id));
    expect(again.fills).toEqual([]);
    expect(again.mark.positions).toMatchObject([{ quantity: 10 }]);
  });

  test("a stop rests at the venue while its target is watched here; a touch takes the stop back before the target goes out", () => {
    const { broker, bar, report, enter } = play({ stop, target });
    expect(said(enter())).toEqual(["place sell 10 stop 90"]);
    const stopId = last(broker);
    expect(bar(100, 109, 100, 105).commands).toEqual([]);
    expect(said(bar(105, 111, 105, 110))).toEqual(["cancel"]);
    expect(bar(110).commands).toEqual([]);
    const freed = report(broker.end(stopId, "cancelled"));
    expect(said(freed)).toEqual(["place sell 10 limit 110"]);
    const done = report(broker.fill(last(broker), 10, 110));
    expect(done.mark.positions).toEqual([]);
    expect(done.orders.map(({ type, status }) => `${type} ${status}`).sort()).toEqual([
      "limit filled",
      "stop cancelled",
    ]);
    expect(done.isBusy).toBe(false);
  });

  test("a stop that fills while it is taken back leaves nothing for the target to sell", () => {
    const { broker, bar, report, enter } = play({ stop, target });
    enter();
    const stopId = last(broker);
    bar(105, 111, 105, 110);
    const filled = report(broker.fill(stopId, 10, 90));
    expect(filled.commands).toEqual([]);
    expect(filled.mark.positions).toEqual([]);
    expect(broker.net.get(0)).toBe(0);
  });

  test("a fall while the target rests at the venue takes the target back and leaves at market", () => {
    const { broker, bar, report, enter } = play({ stop, target });
    enter();
    bar(105, 111, 105, 110);
    report(broker.end(last(broker), "cancelled"));
    const targetId = last(broker);
    expect(said(bar(100, 100, 89, 89))).toEqual(["cancel"]);
    expect(said(report(broker.end(targetId, "cancelled")))).toEqual(["place sell 10 market"]);
  });

  test("an exit of the strategy waits until the resting stop is gone, and sells only what is left", () => {
    const low = { kind: "compare.compare", params: { relation: "below", level: 97 } };
    const { broker, bar, report, enter } = play({ stop, low, leave }, [
      "price.close > low.a",
      "low.result > leave.when",
    ]);
    enter();
    const stopId = last(broker);
    expect(said(bar(96))).toEqual(["cancel"]);
    report(broker.fill(stopId, 3, 90));
    expect(said(report(broker.end(stopId, "cancelled")))).toEqual(["place sell 7 market"]);
    expect(report(broker.fill(last(broker), 7, 95)).mark.positions).toEqual([]);
  });

  test("what is taken back for an exit is not sent again in the room that the exit waits for", () => {
    const low = { kind: "compare.compare", params: { relation: "below", level: 97 } };
    const { broker, bar, report } = play({ stop, low, leave }, ["price.close > low.a", "low.result > leave.when"]);
    bar(80);
    bar(100);
    const entry = last(broker);
    expect(said(report(broker.fill(entry, 4, 100)))).toEqual(["place sell 4 stop 90"]);
    const one = last(broker);
    expect(said(report(broker.fill(entry, 6, 100)))).toEqual(["place sell 6 stop 90"]);
    const other = last(broker);
    expect(said(bar(96))).toEqual(["cancel", "cancel"]);
    expect(report(broker.end(one, "cancelled")).commands).toEqual([]);
    expect(said(report(broker.end(other, "cancelled")))).toEqual(["place sell 10 market"]);
  });

  test.each(["first", "second"] as const)(
    "an order that filled twice, %s ticket first, is booked twice, told and left",
    (which) => {
      const { broker, bar, report, enter, command } = play({ stop, target });
      enter();
      const taken = last(broker);
      bar(105, 111, 105, 110);
      report(broker.end(taken, "cancelled"));
      const targetId = last(broker);
      bar(100, 101, 85, 88);
      expect(said(report(broker.end(targetId, "cancelled")))).toEqual(["place sell 10 market"]);
      const anew = last(broker);
      const [early, late] = which === "first" ? [taken, anew] : [anew, taken];
      expect(report(broker.fill(early, 10, 89)).mark.positions).toEqual([]);
      const twice = report(broker.fill(late, 10, 88));
      expect(twice.fills).toMatchObject([{ side: "sell", quantity: 10, price: 88 }]);
      expect(twice.mark.positions).toMatchObject([{ quantity: broker.net.get(0) }]);
      expect(twice.notices).toEqual(["The order to sell 10 (stop, stop loss) filled twice: -10 TEST are held now."]);
      expect(said(command("flatten"))).toEqual(["place buy 10 market"]);
      expect(report(broker.fill(last(broker), 10, 88)).mark.positions).toEqual([]);
    },
  );

  test("an order that filled after it was said to be refused is booked, told and left", () => {
    const { broker, bar, report, command } = play({});
    bar(80);
    bar(100);
    const entry = last(broker);
    report(broker.end(entry, "rejected"));
    const late = report(broker.fill(entry, 10, 100));
    expect(late.fills).toMatchObject([{ side: "buy", quantity: 10, price: 100 }]);
    expect(late.mark.positions).toMatchObject([{ quantity: 10 }]);
    expect(late.notices).toEqual([
      "The order to buy 10 (market, enter long) filled after it was said to be refused: 10 TEST are held now.",
    ]);
    expect(said(command("flatten"))).toEqual(["place sell 10 market"]);
    expect(report(broker.fill(last(broker), 10, 101)).mark.positions).toEqual([]);
  });

  test("an entry that fills in parts after it was said to be refused is taken back, and each part has its stop", () => {
    const { broker, bar, report } = play({ stop, target });
    bar(80);
    bar(100);
    const entry = last(broker);
    expect(report(broker.end(entry, "rejected")).commands).toEqual([]);
    expect(said(report(broker.fill(entry, 4, 100)))).toEqual(["cancel", "place sell 4 stop 90"]);
    const first = last(broker);
    // the rest overtakes the cancel
    expect(said(report(broker.fill(entry, 6, 102)))).toEqual(["place sell 6 stop 92"]);
    expect(report(broker.fill(last(broker), 6, 92)).mark.positions).toMatchObject([{ quantity: 4 }]);
    const flat = report(broker.fill(first, 4, 90));
    expect(flat.mark.positions).toEqual([]);
    expect(flat.orders.filter(({ status }) => status === "created" || status === "working")).toEqual([]);
  });

  test("flatten takes back what works and closes what is held", () => {
    const { broker, report, enter, command } = play({ stop });
    enter();
    const stopId = last(broker);
    const flattened = command("flatten");
    expect(said(flattened)).toEqual(["cancel"]);
    expect(flattened.orders.find(({ type }) => type === "stop")).toMatchObject({ status: "cancelling" });
    expect(said(report(broker.end(stopId, "cancelled")))).toEqual(["place sell 10 market"]);
  });

  test("a fill that comes after the cancel counts, is protected, and nothing new enters on top of it", () => {
    const { broker, bar, report, command } = play({ stop });
    bar(80);
    bar(100);
    const id = last(broker);
    command("pause-entries");
    report(broker.end(id, "cancelled"));
    const late = report(broker.fill(id, 10, 100));
    expect(late.fills).toMatchObject([{ quantity: 10, price: 100 }]);
    expect(late.mark.positions).toMatchObject([{ quantity: 10 }]);
    expect(said(late)).toEqual(["place sell 10 stop 90"]);
    expect(late.orders).toEqual(expect.arrayContaining([expect.objectContaining({ role: "entry", status: "filled" })]));
  });

  test("a refused order is rejected with the broker's reason; a refused stop is told to a person", () => {
    const { broker, bar, report, enter } = play({ stop });
    bar(80);
    bar(100);
    const refused = report(broker.end(last(broker), "rejected", "insufficient funds"));
    expect(refused.orders).toMatchObject([{ status: "rejected", deniedReason: "insufficient funds" }]);
    expect(refused.notices).toEqual([]);
    enter();
    const { notices } = report(broker.end(last(broker), "rejected", "circuit limit"));
    expect(notices).toEqual(["The broker refused to sell 10 (stop, stop loss): the position has no stop loss there."]);
  });

  test("an order of the day that ran out goes out again with the next bar, under a new id", () => {
    const { broker, bar, report, enter } = play({ stop });
    enter();
    const first = last(broker);
    expect(report(broker.end(first, "expired")).commands).toEqual([]);
    expect(said(bar(100))).toEqual(["place sell 10 stop 90"]);
    expect(last(broker)).not.toBe(first);
  });

  test("a stop that moves is changed at the venue, and replaced once it was changed as often as may be", () => {
    const trail = { kind: "exit.stop-to-cost", params: {} };
    const { broker, bar, report, enter } = play({ stop, trail }, [], { ...native, mostChanges: 0 });
    enter();
    const id = last(broker);
    expect(said(bar(100, 125, 100, 120))).toEqual(["cancel"]);
    expect(said(report(broker.end(id, "cancelled")))).toEqual(["place sell 10 stop 100"]);
  });

  test("a cancel that the broker refuses is asked for again with the next bar, not at once", () => {
    const { broker, bar, report, enter, command } = play({ stop });
    enter();
    const id = last(broker);
    command("flatten");
    const refused = report(broker.refuse(id, "cancel"));
    expect(refused.commands).toEqual([]);
    expect(refused.notices).toHaveLength(1);
    expect(said(bar(100))).toEqual(["cancel"]);
  });

  test("what a broker cannot do is watched here: a trailing stop leaves at market once a bar has touched it", () => {
    const trailing = { kind: "exit.trailing-stop", params: { distance: 5, unit: "price" } };
    const { bar, enter } = play({ trailing });
    expect(enter().commands).toEqual([]);
    expect(bar(100, 120, 100, 118).commands).toEqual([]);
    expect(said(bar(118, 118, 114, 114))).toEqual(["place sell 10 market"]);
  });
});

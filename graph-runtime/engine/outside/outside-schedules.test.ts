import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compile } from "../../compiler/compile.ts";
import { shareInstrument } from "../../market/instrument.ts";
import { simulatedVenue } from "../../sim/simulated-venue.ts";
import { templates } from "../../templates/gallery.ts";
import { type Nodes, nativeTerms } from "../../testkit/play-outside.ts";
import { smallGraph } from "../../testkit/small-graph.ts";
import { syntheticBars } from "../../testkit/synthetic-bars.ts";
import { TrialBroker } from "../../testkit/trial-broker.ts";
import { createStepper, type RunEvent } from "../stepper.ts";
import type { OutsideReport } from "./ticket.ts";

const length = 250;
/** Numbers from 0 to 1; those that `fc.double` makes are nearly all close to 0. */
const evenly = fc.integer({ min: 0, max: 9_999 }).map((number) => number / 10_000);
/** Enters as the close rises through its mean, and leaves as it falls. */
function crossing(length: number, exits: Nodes) {
  const nodes = {
    price: { kind: "market.bars" },
    mean: { kind: "indicator.sma", params: { length } },
    up: { kind: "compare.crossover" },
    buy: { kind: "order.enter", params: { amount: 12, unit: "units" } },
    ...exits,
    down: { kind: "compare.crossover", params: { direction: "below" } },
    leave: { kind: "order.exit" },
  };
  return smallGraph(nodes, [
    "price.close > mean.source",
    "price.close > up.a",
    "mean.value > up.b",
    "up.crossed > buy.when",
    "price.close > down.a",
    "mean.value > down.b",
    "down.crossed > leave.when",
  ]);
}
/** All that may rest beside a position at once. */
const guarded = crossing(5, {
  stop: { kind: "exit.stop-loss", params: { distance: 3, unit: "percent" } },
  ladder: { kind: "exit.target-ladder", params: { unit: "percent", first: 1, second: 2 } },
  trail: { kind: "exit.trailing-stop", params: { distance: 4, unit: "percent" } },
});
/** Often, with a stop and a target that may rest there as a pair. */
const bracketed = crossing(4, {
  stop: { kind: "exit.stop-loss", params: { distance: 2, unit: "percent" } },
  target: { kind: "exit.take-profit", params: { distance: 2, unit: "percent" } },
  move: { kind: "exit.stop-to-cost", params: {} },
});
const documents = [...templates, { id: "guarded", document: guarded }, { id: "bracketed", document: bracketed }];
const programs = documents.flatMap(({ id, document }) => {
  const { program, diagnostics } = compile(document);
  if (program === null) throw new Error(`${id} does not compile: ${diagnostics.map((one) => one.message).join(" ")}`);
  const isLong = program.required.timeframe === "1m" || program.warmup > length / 2;
  return isLong ? [] : [{ id, program }];
});

type Input = Omit<Extract<RunEvent, { kind: "bar" }>, "sequence" | "time"> | { kind: "order"; report: OutsideReport };

/** What a broker may do with an order of ours at any moment; 0 to 1 chooses. */
function happen(broker: TrialBroker, choice: number, price: (lane: number) => number): OutsideReport[] {
  const live = broker.live();
  const id = live[Math.floor(choice * 977) % Math.max(1, live.length)];
  if (id === undefined) return [];
  const { placing, terms, filled } = broker.orders.get(id)!;
  const left = terms.quantity - filled;
  const part = Math.max(1, Math.floor(left * choice));
  const partner = broker.partnerOf(id);
  // one of a pair is at times taken back before the other fills, at times after, at times without either
  const withPartner = (ended: OutsideReport): OutsideReport[] => {
    if (partner === null) return [ended];
    const other = broker.end(partner, "cancelled");
    return choice * 1_000 - Math.floor(choice * 1_000) < 0.5 ? [ended, other] : [other, ended];
  };
  if (choice < 0.1) return [broker.accept(id)];
  if (choice < 0.4) return [broker.fill(id, Math.min(left, part), price(placing.lane))];
  if (choice < 0.85) return withPartner(broker.fill(id, left, price(placing.lane)));
  if (choice < 0.9 && filled === 0) return withPartner(broker.end(id, "rejected", "no"));
  if (choice < 0.95) return withPartner(broker.end(id, "expired"));
  return withPartner(broker.end(id, "cancelled", "by hand"));
}

/** Answers to what was asked, some of them overtaken by a fill or refused. */
function answer(broker: TrialBroker, from: number, choice: number, price: (lane: number) => number): OutsideReport[] {
  return broker.asked.slice(from).flatMap((command) => {
    if (command.kind === "place") return [];
    if (command.kind === "place-pair") {
      const { target, stop } = command;
      return choice > 0.1 && choice < 0.2 ? [target, stop].map(({ id }) => broker.end(id, "rejected", "no pairs")) : [];
    }
    if (!broker.live().includes(command.id)) return [];
    const { placing, terms, filled } = broker.orders.get(command.id)!;
    if (choice < 0.1) return [broker.refuse(command.id, command.kind)];
    if (command.kind === "change")
      return command.quantity > filled ? [broker.change(command.id, command)] : [broker.refuse(command.id, "change")];
    const partner = broker.partnerOf(command.id);
    const others = (): OutsideReport[] => (partner === null ? [] : [broker.end(partner, "cancelled")]);
    if (choice < 0.3) return [broker.fill(command.id, terms.quantity - filled, price(placing.lane)), ...others()];
    const cancelled = [broker.end(command.id, "cancelled"), ...others()];
    // a fill that the exchange had made before
    return choice < 0.45
      ? [...cancelled, broker.fill(command.id, terms.quantity - filled, price(placing.lane))]
      : cancelled;
  });
}

/** Schedules that went wrong once. */
const examples: Readonly<Record<string, [number[]][]>> = {
  // two changes under way, both refused: the order was taken to be as the first would have made it
  bracketed: [
    [
      [
        0, 0.1996, 0, 0, 0, 0.3, 0, 0.45, 0.85, 0, 0.45, 0, 0.1, 0, 0, 0.3184, 0.3081, 0, 0.95, 0, 0, 0, 0.4003, 0.95,
        0, 0.3, 0, 0.4, 0, 0.1667, 0.1884, 0, 0.4, 0, 0.8731, 0, 0.4, 0, 0.3, 0.9826,
      ],
    ],
  ],
};

const places = [
  ...programs.map((one) => ({ ...one, pairs: false, where: "a broker", numRuns: 4 })),
  ...programs
    .filter(({ id }) => id === "bracketed")
    .map((one) => ({ ...one, pairs: true, where: "a broker with pairs", numRuns: 15 })),
];

describe.each(places)("$id at $where that does anything", ({ id, program, pairs, numRuns }) => {
  const lanes = (program.required.universe.length < 2 ? ["TEST"] : program.required.universe.slice(0, 4)).map(
    (symbol, lane) => ({ instrument: shareInstrument(symbol), bars: syntheticBars({ seed: 11 + lane, length }) }),
  );
  const { settings } = program;
  const fresh = () =>
    createStepper({
      program,
      lanes: lanes.map(({ instrument }) => instrument),
      settings,
      venue: simulatedVenue(settings),
      outside: { ...nativeTerms, mostChanges: 3, pairs },
      runId: "run",
    });

  let count = 0;

  test("the books follow the broker, exits never exceed what is held, and flat is flat in the end", () => {
    fc.assert(
      fc.property(fc.array(evenly, { minLength: 40, maxLength: 40 }), (choices) => {
        const broker = new TrialBroker();
        let stepper = fresh();
        let sequence = 0;
        let turn = 0;
        let isKind = false;
        const choose = (): number => (isKind ? 0.9 : choices[turn++ % choices.length]!);
        let bar = 0;
        const price = (lane: number): number => lanes[lane]!.bars.close[bar]!;
        const booked = new Map<number, number>();
        const step = (input: Input | { kind: "command"; command: "flatten" | "pause-entries" }) => {
          sequence += 1;
          // a taking up again costs as much as many steps
          if (choose() < 0.02) {
            const kept = stepper.snapshot();
            stepper = fresh();
            stepper.restore(kept);
          }
          const outcome = stepper.step({ ...input, sequence, time: sequence } as RunEvent);
          for (const { lane, side, quantity } of outcome.fills)
            booked.set(lane, (booked.get(lane) ?? 0) + (side === "buy" ? quantity : -quantity));
          const from = broker.asked.length;
          broker.take(outcome.commands);
          let reports = answer(broker, from, choose(), price);
          while (reports.length > 0) {
            const before = broker.asked.length;
            for (const report of reports) {
              sequence += 1;
              const next = stepper.step({ kind: "order", report, sequence, time: sequence });
              for (const { lane, side, quantity } of next.fills)
                booked.set(lane, (booked.get(lane) ?? 0) + (side === "buy" ? quantity : -quantity));
              broker.take(next.commands);
            }
            reports = answer(broker, before, choose(), price);
          }
          return outcome;
        };
        const isTrue = (): void => {
          for (const lane of lanes.keys()) {
            const net = broker.net.get(lane) ?? 0;
            expect(booked.get(lane) ?? 0).toBeCloseTo(net, 6);
            // what the broker refuses to take back or to make smaller after a late fill is asked for again with the next bar
            if (broker.hasRefused) continue;
            expect(broker.closing(lane, net)).toBeLessThanOrEqual(Math.abs(net) + 1e-6);
          }
        };
        for (bar = 0; bar < length - 1; bar += 1) {
          broker.hasRefused = false;
          const bars = lanes.map(({ bars: { open, high, low, close, volume } }) => ({
            open: open[bar]!,
            high: high[bar]!,
            low: low[bar]!,
            close: close[bar]!,
            volume: volume[bar]!,
          }));
          step({ kind: "bar", bars });
          for (const report of happen(broker, choose(), price)) step({ kind: "order", report });
          isTrue();
        }
        broker.hasRefused = false;
        // a broker that refuses for ever keeps everything for ever
        isKind = true;
        step({ kind: "command", command: "pause-entries" });
        for (let round = 0; round < 60; round += 1) {
          step({ kind: "command", command: "flatten" });
          for (const id of broker.live()) {
            const { placing, terms, filled } = broker.orders.get(id)!;
            if (terms.type === "market")
              step({ kind: "order", report: broker.fill(id, terms.quantity - filled, price(placing.lane)) });
          }
          step({
            kind: "bar",
            bars: lanes.map(({ bars: { close } }) => {
              const last = close[bar]!;
              return { open: last, high: last, low: last, close: last, volume: 1 };
            }),
          });
        }
        isTrue();
        for (const lane of lanes.keys()) expect(broker.net.get(lane) ?? 0).toBeCloseTo(0, 6);
        expect(broker.live()).toEqual([]);
        count += broker.asked.filter(({ kind }) => kind === "place-pair").length;
      }),
      { numRuns, examples: pairs ? [] : (examples[id] ?? []) },
    );
    expect(count > 0).toBe(pairs);
  });
});

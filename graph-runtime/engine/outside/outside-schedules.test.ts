import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compile } from "../../compiler/compile.ts";
import { shareInstrument } from "../../market/instrument.ts";
import { simulatedVenue } from "../../sim/simulated-venue.ts";
import { templates } from "../../templates/gallery.ts";
import { smallGraph } from "../../testkit/small-graph.ts";
import { syntheticBars } from "../../testkit/synthetic-bars.ts";
import { TrialBroker } from "../../testkit/trial-broker.ts";
import { createStepper, type RunEvent } from "../stepper.ts";
import type { OutsideReport } from "./ticket.ts";

const takes = {
  market: true,
  limit: true,
  stop: true,
  "stop-limit": true,
  "trailing-stop": false,
  "market-if-touched": false,
  "limit-if-touched": false,
};
const length = 250;
/** Enters on each cross, with all that may rest beside a position at once. */
const guarded = smallGraph(
  {
    price: { kind: "market.bars" },
    mean: { kind: "indicator.sma", params: { length: 5 } },
    up: { kind: "compare.crossover" },
    buy: { kind: "order.enter", params: { amount: 12, unit: "units" } },
    stop: { kind: "exit.stop-loss", params: { distance: 3, unit: "percent" } },
    ladder: { kind: "exit.target-ladder", params: { unit: "percent", first: 1, second: 2 } },
    trail: { kind: "exit.trailing-stop", params: { distance: 4, unit: "percent" } },
    down: { kind: "compare.crossover", params: { direction: "below" } },
    leave: { kind: "order.exit" },
  },
  [
    "price.close > mean.source",
    "price.close > up.a",
    "mean.value > up.b",
    "up.crossed > buy.when",
    "price.close > down.a",
    "mean.value > down.b",
    "down.crossed > leave.when",
  ],
);
const programs = [...templates, { id: "guarded", document: guarded }].flatMap(({ id, document }) => {
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
  if (choice < 0.1) return [broker.accept(id)];
  if (choice < 0.4) return [broker.fill(id, Math.min(left, part), price(placing.lane))];
  if (choice < 0.85) return [broker.fill(id, left, price(placing.lane))];
  if (choice < 0.9 && filled === 0) return [broker.end(id, "rejected", "no")];
  if (choice < 0.95) return [broker.end(id, "expired")];
  return [broker.end(id, "cancelled", "by hand")];
}

/** Answers to what was asked, some of them overtaken by a fill or refused. */
function answer(broker: TrialBroker, from: number, choice: number, price: (lane: number) => number): OutsideReport[] {
  return broker.asked.slice(from).flatMap((command) => {
    if (command.kind === "place" || !broker.live().includes(command.id)) return [];
    const { placing, terms, filled } = broker.orders.get(command.id)!;
    if (choice < 0.1) return [broker.refuse(command.id, command.kind)];
    if (command.kind === "change")
      return command.quantity > filled ? [broker.change(command.id, command)] : [broker.refuse(command.id, "change")];
    if (choice < 0.3) return [broker.fill(command.id, terms.quantity - filled, price(placing.lane))];
    const cancelled = broker.end(command.id, "cancelled");
    // a fill that the exchange had made before
    return choice < 0.45
      ? [cancelled, broker.fill(command.id, terms.quantity - filled, price(placing.lane))]
      : [cancelled];
  });
}

describe.each(programs)("$id at a broker that does anything", ({ program }) => {
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
      outside: { takes, mostChanges: 3 },
      runId: "run",
    });

  test("the books follow the broker, exits never exceed what is held, and flat is flat in the end", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 40, maxLength: 40 }), (choices) => {
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
          if (choose() < 0.05) {
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
            expect(broker.closing(lane, net)).toBeLessThanOrEqual(Math.abs(net) + 1e-6);
          }
        };
        for (bar = 0; bar < length - 1; bar += 1) {
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
      }),
      { numRuns: 4 },
    );
  });
});

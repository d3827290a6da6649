import { describe, expect, test } from "vitest";
import { compile } from "@/graph-runtime/compiler/compile.ts";
import type { Program } from "@/graph-runtime/compiler/program.ts";
import { createStepper, type StepOutcome } from "@/graph-runtime/engine/stepper.ts";
import { sliceBars } from "@/graph-runtime/market/bars.ts";
import { shareInstrument } from "@/graph-runtime/market/instrument.ts";
import { type LaneData, runBacktest } from "@/graph-runtime/sim/run-backtest.ts";
import { simulatedVenue } from "@/graph-runtime/sim/simulated-venue.ts";
import { templates } from "@/graph-runtime/templates/gallery.ts";
import { syntheticBars } from "@/graph-runtime/testkit/synthetic-bars.ts";
import { syntheticMinuteHistory } from "@/server/data/built-in/synthetic-minutes.ts";

const instrument = shareInstrument("TEST");
const bars = syntheticBars({ seed: 7, length: 1_200 });

function programOf(document: unknown): Program {
  const { program } = compile(document);
  if (!program) throw new Error("the template does not compile");
  return program;
}

/** Sixteen sessions in New York, for what trades within the day. */
const minutes = sliceBars(syntheticMinuteHistory("SYN-USX"), 0, 16 * 390);

/** The lanes of a program: one for each instrument that it names, eight at most, each with a walk of its own. */
function lanesOf({ required }: Program): LaneData[] {
  if (required.timeframe === "1m") return [{ instrument, bars: minutes }];
  if (required.universe.length < 2) return [{ instrument, bars }];
  return required.universe.slice(0, 8).map((symbol, lane) => ({
    instrument: shareInstrument(symbol),
    bars: syntheticBars({ seed: 7 + lane, length: bars.time.length }),
  }));
}

/** Steps through all bars; where asked, throws the stepper away and goes on from its snapshot alone. */
function stepThrough(program: Program, lanes: readonly LaneData[], interruptEvery: number): StepOutcome[] {
  const { settings } = program;
  const fresh = () =>
    createStepper({
      program,
      lanes: lanes.map((lane) => lane.instrument),
      settings,
      venue: simulatedVenue(settings),
      runId: "run",
    });
  let stepper = fresh();
  return Array.from(lanes[0]!.bars.time, (time, i) => {
    if (i > 0 && i % interruptEvery === 0) {
      const kept = stepper.snapshot();
      stepper = fresh();
      stepper.restore(kept);
    }
    const values = lanes.map(({ bars: { open, high, low, close, volume } }) => ({
      open: open[i]!,
      high: high[i]!,
      low: low[i]!,
      close: close[i]!,
      volume: volume[i]!,
    }));
    return stepper.step({ kind: "bar", sequence: i, time, bars: values });
  });
}

describe.each(templates.map((template) => [template.id, programOf(template.document)] as const))("%s", (_, program) => {
  const lanes = lanesOf(program);
  const backtest = runBacktest({ program, lanes });

  test("trades in this data", () => {
    expect(backtest.fills.length).toBeGreaterThan(3);
  });

  test.each([1, 7, 4_096])("gives the same fingerprint in blocks of %i", (blockSize) => {
    expect(runBacktest({ program, lanes, blockSize }).fingerprint).toBe(backtest.fingerprint);
  });

  test.each([1, 13, 1_000])(
    "stepped bar by bar, interrupted every %i bars, does what the backtest does",
    (interruptEvery) => {
      const outcomes = stepThrough(program, lanes, interruptEvery);
      expect(outcomes.flatMap((outcome) => outcome.fills)).toEqual(backtest.fills);
      expect(outcomes.map((outcome) => outcome.mark.equity)).toEqual([...backtest.equity]);
      const ids = outcomes.flatMap((outcome) => outcome.intents.map((intent) => intent.clientOrderId));
      expect(new Set(ids).size).toBe(backtest.orders.length);
      expect(ids.every((id) => /^[a-z0-9]{20}$/.test(id))).toBe(true);
    },
  );

  test("explains every bar on which it does nothing", () => {
    const idle = stepThrough(program, lanes, 1_000).filter((outcome) => outcome.decision.action === "none");
    expect(idle.length).toBeGreaterThan(100);
    for (const { decision } of idle) expect(decision.reason).toMatch(/^No order: .+ because .+\.$/);
  });
});

test("a position flattened by command is closed at the very next open", () => {
  const program = programOf(templates[0]!.document);
  const { settings } = program;
  const stepper = createStepper({
    program,
    lanes: [instrument],
    settings,
    venue: simulatedVenue(settings),
    runId: "run",
  });
  const barAt = (i: number) => ({
    kind: "bar" as const,
    sequence: i,
    time: bars.time[i]!,
    bars: [
      { open: bars.open[i]!, high: bars.high[i]!, low: bars.low[i]!, close: bars.close[i]!, volume: bars.volume[i]! },
    ],
  });
  let i = 0;
  while (stepper.step(barAt(i)).mark.positions.length === 0) i++;
  const { orders } = stepper.step({ kind: "command", sequence: i + 1, command: "flatten" });
  expect(orders).toMatchObject([{ side: "sell", role: "exit", status: "working" }]);
  const next = stepper.step({ ...barAt(i + 1), sequence: i + 2 });
  expect(next.fills).toMatchObject([{ side: "sell", price: bars.open[i + 1] }]);
  expect(next.mark.positions).toEqual([]);
});

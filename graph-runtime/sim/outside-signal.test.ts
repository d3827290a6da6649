import { describe, expect, test } from "vitest";
import { compile } from "../compiler/compile.ts";
import { explain } from "../compiler/explain.ts";
import { DAY } from "../core/time.ts";
import { createStepper } from "../engine/stepper.ts";
import { emptyBars } from "../market/bars.ts";
import { shareInstrument } from "../market/instrument.ts";
import type { OutsideSignal } from "../market/outside-signal.ts";
import { flatBars, type Play, playGraph } from "../testkit/play-graph.ts";
import { smallGraph } from "../testkit/small-graph.ts";
import { runBacktest } from "./run-backtest.ts";
import { simulatedVenue } from "./simulated-venue.ts";
import { Sweep } from "./sweep/sweep.ts";
import { traceRun } from "./trace-run.ts";

const nodes: Play["nodes"] = {
  buy: { kind: "market.outside-signal", params: { name: "buy" } },
  sell: { kind: "market.outside-signal", params: { name: "sell" } },
  enter: { kind: "order.enter", params: { amount: 1, unit: "units" } },
  exit: { kind: "order.exit" },
};
const wires = ["buy.received > enter.when", "sell.cameIn > exit.when"];
const bars = flatBars(10, 11, 12, 13, 14, 15, 16);

const at = (day: number, name: string, more: Partial<OutsideSignal> = {}): OutsideSignal => ({
  time: day * DAY,
  name,
  symbol: null,
  value: null,
  ...more,
});

describe("a signal from outside", () => {
  test("acts at the close of the bar during which it came in, in a backtest of the record as in the run", () => {
    const { fills } = playGraph({ nodes, wires, bars, signals: [at(1.2, "buy"), at(3.9, "sell")] });
    expect(fills.map((line) => line.slice(0, 13))).toEqual(["2 buy 1 at 12", "4 sell 1 at 1"]);
    expect(fills[1]).toContain("4 sell 1 at 14:");
  });

  test("that comes in as a bar closes belongs to the next one", () => {
    const { fills } = playGraph({ nodes, wires, bars, signals: [at(2, "buy")] });
    expect(fills).toEqual([expect.stringContaining("3 buy 1 at 13")]);
  });

  test("of another name, or for another instrument, does nothing", () => {
    const signals = [at(1, "BUY"), at(1.5, "buy", { symbol: "OTHER" })];
    expect(playGraph({ nodes, wires, bars, signals }).fills).toEqual([]);
  });

  test("that nobody recorded, or that came outside the bars, is missed aloud", () => {
    const missedBy = (...signals: OutsideSignal[]) =>
      playGraph({ nodes, wires, bars, signals }).result.diagnostics.map(({ code, message }) => `${code}: ${message}`);
    expect(missedBy()).toEqual([
      'run.no-signals: This strategy waits for the signals "buy", "sell" from outside, and this run was given none: what depends on them never happened. Run it with recorded signals.',
    ]);
    expect(missedBy(at(1, "buy"), at(99, "sell"))).toEqual([
      "run.signals-beside: 1 of 2 recorded signals lie before or after the bars of this run, and did nothing.",
      'run.no-signals: No recorded signal named "sell" came in during this run: what depends on it never happened.',
    ]);
    expect(missedBy(at(1, "buy"), at(2, "sell"))).toEqual([]);
  });

  test("for this instrument by its name acts", () => {
    expect(playGraph({ nodes, wires, bars, signals: [at(1.5, "buy", { symbol: "TEST" })] }).fills).toHaveLength(1);
  });

  test("shows as one bar of 1 with its value, the later of two where two came; all else is 0 and unknown", () => {
    const { program } = compile(smallGraph({ first: nodes["buy"]! }, []), { keep: "all" });
    const lanes = [{ instrument: shareInstrument("TEST"), bars: barsOf(6) }];
    const signals = [
      at(3.1, "buy", { value: 7 }),
      at(1.1, "buy"),
      at(3.7, "buy", { value: 9 }),
      at(-1, "buy"),
      at(9, "buy"),
    ];
    for (const blockSize of [1, 4, 4_096]) {
      const { columns } = traceRun({
        program: program!,
        lanes,
        signals,
        ports: ["first.received", "first.value"],
        blockSize,
      });
      expect([...columns[0]!.values]).toEqual([0, 1, 0, 1, 0, 0]);
      expect([...columns[1]!.values]).toEqual([Number.NaN, Number.NaN, Number.NaN, 9, Number.NaN, Number.NaN]);
    }
  });

  test("never comes in a backtest without a record, nor in a sweep", () => {
    const { program, document } = compile(smallGraph(nodes, wires));
    const lanes = [{ instrument: shareInstrument("TEST"), bars: barsOf(50) }];
    expect(runBacktest({ program: program!, lanes }).fills).toEqual([]);
    expect(new Sweep({ document: document!, lanes }).run({}).fills).toEqual([]);
  });

  test("is warned of when the strategy is compiled, and read in words", () => {
    const { diagnostics, document } = compile(smallGraph(nodes, wires));
    expect(diagnostics.map(({ severity, nodeId }) => `${severity} ${nodeId}`)).toEqual(["warning buy", "warning sell"]);
    expect(diagnostics[0]!.message).toContain("a backtest sees none");
    expect(
      explain(document!)
        .map(({ text }) => text)
        .join(" "),
    ).toContain('signal "buy" comes in');
  });
});

describe("in a run", () => {
  const { program } = compile(smallGraph(nodes, wires));
  const names = ["TEST", "LATE"];
  const stepper = createStepper({
    program: program!,
    lanes: names.map((symbol) => shareInstrument(symbol)),
    settings: program!.settings,
    venue: simulatedVenue(program!.settings),
    runId: "run",
  });
  const bar = { open: 10, high: 10, low: 10, close: 10, volume: 1 };
  let sequence = 0;
  const signal = (more: OutsideSignal) => stepper.step({ kind: "signal", sequence: sequence++, signal: more });

  test("its coming is a decision of its own, which says whether anything listens", () => {
    expect(signal(at(0, "buy")).decision).toEqual({
      action: "signal",
      reason: 'Signal "buy" came in; it counts at the close of the next bar.',
      values: {},
    });
    expect(signal(at(0, "byu")).decision.reason).toBe(
      'Signal "byu" came in, and nothing in the strategy listens to that name.',
    );
    expect(signal(at(0, "sell", { symbol: "X" })).decision.reason).toBe(
      'Signal "sell" came in for X, and nothing in the strategy listens to it.',
    );
  });

  test("an instrument without a bar keeps it for its next one", () => {
    const first = stepper.step({ kind: "bar", sequence: sequence++, time: DAY, bars: [bar, null] });
    expect(first.intents.map(({ lane }) => lane)).toEqual([0]);
    const second = stepper.step({ kind: "bar", sequence: sequence++, time: 2 * DAY, bars: [bar, bar] });
    expect(second.intents.map(({ lane }) => lane)).toEqual([1]);
  });
});

function barsOf(length: number) {
  const columns = emptyBars(length);
  for (let i = 0; i < length; i++) {
    columns.time[i] = i * DAY;
    for (const field of ["open", "high", "low", "close"] as const) columns[field][i] = 10 + i;
  }
  return columns;
}

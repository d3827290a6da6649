import { describe, expect, test } from "vitest";
import { DAY, HOUR } from "../core/time.ts";
import { createStepper } from "../engine/stepper.ts";
import { type BarColumns, sliceBars } from "../market/bars.ts";
import { shareInstrument } from "../market/instrument.ts";
import { bucketStart } from "../market/timeframe.ts";
import { runBacktest } from "../sim/run-backtest.ts";
import { simulatedVenue } from "../sim/simulated-venue.ts";
import { traceRun } from "../sim/trace-run.ts";
import { keepBars, programOf } from "../testkit/several-lanes.ts";
import { smallGraph } from "../testkit/small-graph.ts";
import { syntheticBars } from "../testkit/synthetic-bars.ts";
import { compile } from "./compile.ts";
import { explain } from "./explain.ts";

const start = 9 * HOUR;
const own = syntheticBars({ seed: 11, length: 1_500, step: HOUR, start });
const index = keepBars(syntheticBars({ seed: 12, length: 1_500, step: HOUR, start }), (i) => i % 11 !== 4);
const lanes = [{ instrument: shareInstrument("TEST"), bars: own }];
const references = [{ instrument: shareInstrument("INDEX"), bars: index }];

const nodes = {
  name: { kind: "market.instrument", params: { symbol: "INDEX" } },
  days: { kind: "market.higher-bars", params: { timeframe: "1d" } },
  mine: { kind: "market.higher-bars", params: { timeframe: "1d" } },
  trend: { kind: "indicator.sma", params: { length: 5 } },
  last: { kind: "market.last-closed" },
  average: { kind: "market.last-closed" },
  rises: { kind: "compare.compare", params: { relation: "above" } },
  not: { kind: "logic.not" },
  buy: { kind: "order.enter" },
  sell: { kind: "order.exit" },
};
const wires = [
  "name.instrument > days.instrument",
  "days.close > trend.source",
  "days.close > last.source",
  "trend.value > average.source",
  "last.value > rises.a",
  "average.value > rises.b",
  "rises.result > not.a",
  "rises.result > buy.when",
  "not.result > sell.when",
];
const document = smallGraph(nodes, wires, { settings: { timeframe: "1h" } });

/** Closes of the days of some bars that have ended by an instant, the slow way. */
function closedDays({ time, close }: BarColumns, now: number): number[] {
  const days = new Map<number, number>();
  for (let i = 0; i < time.length && time[i]! < now; i++) days.set(bucketStart("1d", time[i]!), close[i]!);
  return [...days].filter(([day]) => day + DAY <= now).map(([, last]) => last);
}

describe("days of another instrument", () => {
  const program = programOf(document, "all");
  const full = runBacktest({ program, lanes, references });

  test("are seen once they have closed, whatever bars that instrument has", () => {
    const ports = ["last.value", "average.value"];
    for (const blockSize of [1, 24, 1_024]) {
      const { columns } = traceRun({ program, lanes, references, ports, blockSize });
      for (const bar of [150, 300, 301, 302, 303, 304, 305, 306, 307, 308, 900, 1_499]) {
        const days = closedDays(index, own.time[bar]! + HOUR);
        expect(columns[0]!.values[bar]).toBe(days.at(-1)!);
        const mean = days.slice(-5).reduce((sum, value) => sum + value, 0) / 5;
        expect(columns[1]!.values[bar]).toBeCloseTo(mean, 10);
      }
    }
  });

  test("trade alike in every block size, cut off, and in a run that is restored before each bar", () => {
    expect(full.fills.length).toBeGreaterThan(5);
    for (const blockSize of [1, 7, 4_096])
      expect(runBacktest({ program, lanes, references, blockSize }).fingerprint).toBe(full.fingerprint);
    const cut = 777;
    const part = runBacktest({ program, lanes: [{ ...lanes[0]!, bars: sliceBars(own, 0, cut) }], references });
    expect([...part.equity]).toEqual([...full.equity.subarray(0, cut)]);
    let kept: Uint8Array | null = null;
    const at = new Map(Array.from(index.time, (time, i) => [time, i]));
    const fills = Array.from(own.time).flatMap((time, i) => {
      const settings = program.settings;
      const stepper = createStepper({
        program,
        lanes: [lanes[0]!.instrument],
        references: ["INDEX"],
        settings,
        venue: simulatedVenue(settings),
        runId: "run",
      });
      if (kept) stepper.restore(kept);
      const other = at.get(time);
      const bars = [barOf(own, i), other === undefined ? null : barOf(index, other)];
      const outcome = stepper.step({ kind: "bar", sequence: i, time, bars });
      kept = stepper.snapshot();
      return outcome.fills;
    });
    expect(fills).toEqual(full.fills);
  });

  test("are not those of the traded instrument: the two meet over an alignment only", () => {
    const both = smallGraph(
      { ...nodes, far: { kind: "compare.compare" } },
      [...wires, "days.close > far.a", "mine.close > far.b", "far.result > last.source"].filter(
        (wire) => wire !== "days.close > last.source",
      ),
      { settings: { timeframe: "1h" } },
    );
    const { diagnostics } = compile(both, { keep: "all" });
    expect(diagnostics.find(({ code }) => code === "clock.mixed")).toMatchObject({
      nodeId: "far",
      portId: "b",
      expected: "1d bars of INDEX",
      received: "1d bars",
    });
  });

  test("are read as such, and the instrument is asked for as data", () => {
    expect(program.foreign.map(({ symbol }) => symbol)).toEqual(["INDEX"]);
    expect(
      explain(compile(document).document!)
        .map(({ text }) => text)
        .join(" "),
    ).toContain("INDEX 1d close");
    expect(runBacktest({ program, lanes }).diagnostics).toMatchObject([{ code: "run.missing-instrument" }]);
  });

  test("on the strategy's own timeframe are the bars themselves", () => {
    const plain = smallGraph(
      { name: nodes.name, mine: nodes.mine, days: { kind: "market.higher-bars", params: { timeframe: "1h" } } },
      wires.slice(0, 1),
      { settings: { timeframe: "1h" } },
    );
    const same = programOf(plain, "all");
    expect(same.clocks).toMatchObject([{ timeframe: "1d", source: null }]);
    const { columns } = traceRun({ program: same, lanes, references, ports: ["days.close"] });
    expect(columns[0]!.values[4]).toBeNaN();
    expect(columns[0]!.values[5]).toBe(index.close[4]);
  });
});

function barOf({ open, high, low, close, volume }: BarColumns, i: number) {
  return { open: open[i]!, high: high[i]!, low: low[i]!, close: close[i]!, volume: volume[i]! };
}

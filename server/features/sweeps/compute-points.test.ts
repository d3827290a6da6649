import { describe, expect, test } from "vitest";
import { summarize } from "@/graph-runtime/analytics/summary/summarize.ts";
import { summaryFrame } from "@/graph-runtime/analytics/summary/summary-frame.ts";
import { compile } from "@/graph-runtime/compiler/compile.ts";
import { sliceBars } from "@/graph-runtime/market/bars.ts";
import { shareInstrument } from "@/graph-runtime/market/instrument.ts";
import { runBacktest } from "@/graph-runtime/sim/run-backtest.ts";
import { gridCells } from "@/graph-runtime/sim/sweep/sweep-axes.ts";
import { syntheticBars } from "@/graph-runtime/testkit/synthetic-bars.ts";
import { smaCrossGraph } from "../../cli/bench/bench-graph.ts";
import { computePoints } from "./compute-points.ts";
import { sweepMetrics } from "./dto.ts";
import { emptyResults, figureOf, pointStates } from "./sweep-results.ts";

const parameters = ["fast", "slow"].map((key) => ({ key, type: "integer" as const, default: 10, min: 1 }));
const document = smaCrossGraph({ length: { $param: "fast" } }, { length: { $param: "slow" } }, { parameters });
const lanes = [{ instrument: shareInstrument("TEST"), bars: syntheticBars({ seed: 3, length: 600 }) }];
const axes = [
  { key: "fast", values: [-1, 5, 8] },
  { key: "slow", values: [20, 40] },
];

function run(until: number | null, shared = new Int32Array(new SharedArrayBuffer(8))) {
  const results = emptyResults(gridCells(axes), axes.length);
  computePoints({ document, lanes, references: [], axes, results, until, shared });
  return results;
}

describe("the points of a sweep", () => {
  test.each([
    ["the whole history", null, 600],
    ["what was not held out", lanes[0]!.bars.time[420]!, 420],
  ])("come to what a backtest of their values on %s comes to", (_, until, bars) => {
    const results = run(until);
    const seen = [{ ...lanes[0]!, bars: sliceBars(lanes[0]!.bars, 0, bars) }];
    const { program } = compile(document, { parameters: { fast: 8, slow: 20 } });
    const { time, equity, fillLog: fills, settings } = runBacktest({ program: program!, lanes: seen });
    const frame = summaryFrame(time, "us-equity");
    const expected = summarize(frame, { equity, fills, capital: settings.capital, multipliers: [1] });
    for (const metric of sweepMetrics) expect(figureOf(results, 4, metric), metric).toBe(expected[metric]);
    expect(expected.trades).toBeGreaterThan(3);
  });

  test("whose values the strategy does not allow are marked, and the others run", () => {
    const { states } = run(null);
    expect([...states]).toEqual([2, 2, 1, 1, 1, 1].map((state) => state as 1 | 2));
    expect(pointStates).toEqual({ waiting: 0, done: 1, refused: 2 });
  });

  test("are left alone when the sweep is cancelled", () => {
    const shared = new Int32Array(new SharedArrayBuffer(8));
    shared[1] = 1;
    expect([...run(null, shared).states]).toEqual([0, 0, 0, 0, 0, 0]);
  });
});

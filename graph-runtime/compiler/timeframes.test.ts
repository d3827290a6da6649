import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DAY, HOUR } from "../core/time.ts";
import { sliceBars } from "../market/bars.ts";
import { shareInstrument } from "../market/instrument.ts";
import { bucketStart } from "../market/timeframe.ts";
import { runBacktest } from "../sim/run-backtest.ts";
import { why } from "../sim/why.ts";
import { smallGraph } from "../testkit/small-graph.ts";
import { syntheticBars } from "../testkit/synthetic-bars.ts";
import { compile } from "./compile.ts";
import type { Program } from "./program.ts";

const instrument = shareInstrument("TEST");
const hourly = syntheticBars({ seed: 11, length: 3_000, step: HOUR, start: 9 * HOUR });

/** Hourly entries filtered by a daily average. */
const filtered = smallGraph(
  {
    price: { kind: "market.bars" },
    days: { kind: "market.higher-bars", params: { timeframe: "1d" } },
    trend: { kind: "indicator.sma", params: { length: 5 } },
    known: { kind: "market.last-closed" },
    above: { kind: "compare.compare" },
    fast: { kind: "indicator.ema", params: { length: 6 } },
    up: { kind: "compare.crossover" },
    both: { kind: "logic.all" },
    not: { kind: "logic.not" },
    buy: { kind: "order.enter" },
    sell: { kind: "order.exit" },
  },
  [
    "days.close > trend.source",
    "trend.value > known.source",
    "price.close > above.a",
    "known.value > above.b",
    "price.close > fast.source",
    "price.close > up.a",
    "fast.value > up.b",
    "above.result > both.a",
    "up.crossed > both.b",
    "above.result > not.a",
    "both.result > buy.when",
    "not.result > sell.when",
  ],
  { settings: { timeframe: "1h" } },
);

function programOf(json: unknown): Program {
  const { program, diagnostics } = compile(json, { keep: "all" });
  if (!program) throw new Error(diagnostics.map((diagnostic) => diagnostic.message).join("\n"));
  return program;
}

/** The mean of the last `length` daily closes known at the close of an hourly bar, worked out the slow way. */
function dailyMean(at: number, length: number): number | null {
  const closes = new Map<number, number>();
  for (let i = 0; i <= at; i++) closes.set(bucketStart("1d", hourly.time[i]!), hourly.close[i]!);
  const today = bucketStart("1d", hourly.time[at]!);
  if (hourly.time[at]! + HOUR < today + DAY) closes.delete(today);
  const known = [...closes.values()].slice(-length);
  return known.length < length ? null : known.reduce((sum, close) => sum + close, 0) / length;
}

describe("several timeframes in one graph", () => {
  const program = programOf(filtered);
  const lanes = [{ instrument, bars: hourly }];
  const full = runBacktest({ program, lanes });

  test("a daily average is seen on hourly bars once its day has closed, and not before", () => {
    for (const bar of [60, 100, 119, 134, 135, 136, 500, 1_527, 2_999]) {
      const value = why({ program, lanes, bar })?.values["known.value"] ?? null;
      const expected = dailyMean(bar, 5);
      if (expected === null) expect(value).toBeNull();
      else expect(value).toBeCloseTo(expected, 10);
    }
  });

  test("trades, and no block size changes a bit", () => {
    expect(full.fills.length).toBeGreaterThan(20);
    for (const blockSize of [1, 7, 24, 1_000])
      expect(runBacktest({ program, lanes, blockSize }).fingerprint).toBe(full.fingerprint);
  });

  test("cutting the data off changes nothing before the cut", () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 2_999 }), (cut) => {
        const part = runBacktest({ program, lanes: [{ instrument, bars: sliceBars(hourly, 0, cut) }] });
        expect([...part.equity]).toEqual([...full.equity.subarray(0, cut)]);
        expect(part.fills).toEqual(full.fills.filter((fill) => fill.bar < cut));
      }),
      { numRuns: 30 },
    );
  });

  test("mixing timeframes without an alignment is refused, and the offered fix repairs it", () => {
    const mixed = smallGraph(
      {
        price: { kind: "market.bars" },
        weeks: { kind: "market.higher-bars" },
        above: { kind: "compare.compare" },
        buy: { kind: "order.enter" },
      },
      ["price.close > above.a", "weeks.close > above.b", "above.result > buy.when"],
    );
    const { program: none, diagnostics } = compile(mixed);
    expect(none).toBeNull();
    expect(diagnostics).toMatchObject([
      { code: "clock.mixed", nodeId: "above", portId: "b", expected: "1d bars", received: "1w bars" },
    ]);
    const [node, edge, added] = diagnostics[0]!.fixes[0]!.patch;
    expect(node).toMatchObject({ op: "add", path: "/nodes/-", value: { kind: "market.last-closed" } });
    const edges = [...mixed.edges!];
    edges[1] = (edge as { value: (typeof edges)[number] }).value;
    edges.push((added as { value: (typeof edges)[number] }).value);
    const mended = { ...mixed, nodes: [...mixed.nodes!, (node as { value: (typeof mixed)["nodes"] }).value], edges };
    expect(compile(mended).diagnostics).toEqual([]);
  });

  test("a timeframe finer than the strategy's own is refused", () => {
    const finer = smallGraph({ minutes: { kind: "market.higher-bars", params: { timeframe: "1m" } } }, []);
    expect(compile(finer).diagnostics).toMatchObject([
      { code: "clock.too-fine", expected: "1d or longer", received: "1m" },
    ]);
  });
});

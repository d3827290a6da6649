import { describe, expect, test } from "vitest";
import { topMomentum } from "../templates/top-momentum.ts";
import { keepBars, programOf, syntheticLanes } from "../testkit/several-lanes.ts";
import { smallGraph } from "../testkit/small-graph.ts";
import { alignedBars } from "./aligned-bars.ts";
import { benchmarkPrices } from "./benchmark-prices.ts";
import { chooseHistories } from "./choose-histories.ts";
import { laneNames } from "./lane-names.ts";
import { runBacktest } from "./run-backtest.ts";
import { why } from "./why.ts";

describe("what the strategy calls its instruments", () => {
  test("by their own symbols, in whatever order they come", () => {
    expect(laneNames(["A", "B"], ["B", "A"])).toEqual(["B", "A"]);
  });

  test("on other instruments, by the names in the same places", () => {
    expect(laneNames(["A", "B"], ["X", "Y"])).toEqual(["A", "B"]);
    expect(laneNames(["A", "B"], ["B", "Y"])).toEqual(["B", "Y"]);
    expect(laneNames([], ["X"])).toEqual(["X"]);
  });
});

describe("which histories a strategy runs on", () => {
  const all = ["A", "B", "X"].flatMap((symbol) => [
    { symbol, timeframe: "1h" },
    { symbol, timeframe: "1d" },
  ]);
  const main = { symbol: "Z", timeframe: "1d" };

  test("one instrument: the one that the user has chosen", () => {
    expect(chooseHistories({ universe: ["A"], references: [] }, main, all)).toEqual({
      lanes: [main],
      references: [],
      missing: [],
    });
  });

  test("several: each its own, of the chosen timeframe, and those that are looked at", () => {
    const chosen = chooseHistories({ universe: ["B", "A"], references: ["X"] }, main, all);
    expect(chosen.lanes.map(({ symbol, timeframe }) => `${symbol} ${timeframe}`)).toEqual(["B 1d", "A 1d"]);
    expect(chosen.references).toEqual([{ symbol: "X", timeframe: "1d" }]);
  });

  test("what is not there is named", () => {
    expect(chooseHistories({ universe: ["A", "N"], references: ["M"] }, main, all).missing).toEqual(["N", "M"]);
  });
});

test("bars on another axis of time are flat, without volume, where the instrument has none", () => {
  const { bars } = syntheticLanes(1, 20)[0]!;
  expect(alignedBars(bars, bars.time)).toBe(bars);
  const thin = keepBars(bars, (i) => i % 4 !== 2 && i > 0);
  const aligned = alignedBars(thin, bars.time);
  expect(aligned.close[0]).toBe(bars.open[1]);
  expect([aligned.open[6], aligned.high[6], aligned.low[6], aligned.close[6], aligned.volume[6]]).toEqual([
    ...Array.from({ length: 4 }, () => bars.close[5]),
    0,
  ]);
  expect(aligned.close[7]).toBe(bars.close[7]);
});

test("a benchmark is the instrument that the strategy names, on the run's own axis", () => {
  const program = programOf(
    smallGraph(
      {
        even: { kind: "portfolio.weights-equal" },
        trade: { kind: "portfolio.rebalance" },
        index: { kind: "market.instrument", params: { symbol: "X" } },
        against: { kind: "portfolio.benchmark" },
      },
      ["even.weights > trade.weights", "index.instrument > against.instrument"],
      { universe: ["A", "B"] },
    ),
  );
  const [x, ...lanes] = syntheticLanes(3, 60);
  const named = (lane: typeof x, symbol: string) => ({ ...lane!, instrument: { ...lane!.instrument, symbol } });
  const data = { lanes: [named(lanes[0], "A"), named(lanes[1], "B")], references: [named(x, "X")] };
  const { time } = runBacktest({ program, ...data });
  expect(benchmarkPrices(program, data, time)).toMatchObject({ benchmarkLabel: "X, bought and held" });
  expect([...benchmarkPrices(program, data, time)!.benchmark]).toEqual([...x!.bars.close]);
});

test("why tells of every instrument that a rebalance was held back, or what it sent", () => {
  const universe = ["A", "B", "C"];
  const program = programOf({ ...topMomentum.document, universe }, "all");
  const lanes = syntheticLanes(3, 500);
  const { orders, equity } = runBacktest({ program, lanes });
  const first = orders[0]!;
  const acted = why({ program, lanes, bar: first.createdBar, lane: first.lane })!;
  expect(acted.orders).toMatchObject([{ nodeId: "trade", code: "fired" }]);
  expect(acted.created).toHaveLength(1);
  expect(acted.values["best.members"]).toBe(1);
  expect(acted.equity).toBe(equity[first.createdBar]);
  const idle = why({ program, lanes, bar: first.createdBar + 2, lane: 1 })!;
  expect(idle.orders).toMatchObject([{ code: "trigger-false", heldBackBy: { nodeId: "month", portId: "event" } }]);
  expect(idle.created).toEqual([]);
});

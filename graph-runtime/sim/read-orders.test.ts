import { describe, expect, test } from "vitest";
import { compile } from "../compiler/compile.ts";
import { isoDate } from "../core/time.ts";
import type { GraphDocumentInput } from "../graph/document.ts";
import { shareInstrument } from "../market/instrument.ts";
import { adxTrend } from "../templates/adx-trend.ts";
import { grid } from "../templates/grid.ts";
import { rsiReversion } from "../templates/rsi-reversion.ts";
import { supertrendFlip } from "../templates/supertrend-flip.ts";
import type { Template } from "../templates/template.ts";
import { turnOfMonth } from "../templates/turn-of-month.ts";
import { smallGraph } from "../testkit/small-graph.ts";
import { syntheticBars } from "../testkit/synthetic-bars.ts";
import { type WhyAnswer, why } from "./why.ts";

const bars = syntheticBars({ seed: 3, length: 400 });
const lanes = [{ instrument: shareInstrument("TEST"), bars }];

function ask(document: unknown, bar: number): WhyAnswer {
  const { program, diagnostics } = compile(document, { keep: "all" });
  if (!program) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return why({ program, lanes, bar })!;
}

/** "reason", or "reason: node" where an input held it back. */
function told({ orders }: WhyAnswer, nodeId: string): string {
  const { reason, heldBackBy } = orders.find((order) => order.nodeId === nodeId)!;
  return heldBackBy === null ? reason : `${reason}: ${heldBackBy.nodeId}`;
}

const FALSE = "its condition is false";
const UNKNOWN = "its condition is unknown (warming up or missing data)";
const BEFORE = "its condition was true before already, and it acts on the bar on which that becomes true";

// each answer was checked by hand against the values of that bar, some of which are written beside it
describe("templates of different natures say what held their orders back", () => {
  test.each<[Template, number, string, string]>([
    // both conditions of its gate are false: the first of them
    [rsiReversion, 5, "buy", `${FALSE}: dip`],
    // RSI has dipped, and the close lies below its average of 200 bars
    [rsiReversion, 260, "buy", `${FALSE}: uptrend`],
    [turnOfMonth, 260, "buy", `${FALSE}: late`],
    [turnOfMonth, 300, "buy", BEFORE],
    [turnOfMonth, 260, "sell", "there is no position to close"],
    // rising has no value yet, and neither has what it is not
    [supertrendFlip, 5, "sell", `${UNKNOWN}: supertrend`],
    [supertrendFlip, 300, "buy", BEFORE],
    [supertrendFlip, 300, "sell", `${FALSE}: falling`],
    // strong and not up; up and not strong; both, for a while
    [adxTrend, 260, "buy", `${FALSE}: up`],
    [adxTrend, 300, "buy", `${FALSE}: strong`],
    [adxTrend, 350, "buy", BEFORE],
    [grid, 5, "add", "the price has not moved far enough from the last entry"],
    [grid, 260, "add", "the position holds as many entries as it may"],
  ])("%# $id, bar %i, %s", ({ document }, bar, nodeId, expected) => {
    expect(told(ask(document, bar), nodeId)).toBe(expected);
  });

  test("the values of those bars are what the answers rest on", () => {
    const closes = [...bars.close.slice(61, 261)];
    const mean = closes.reduce((sum, close) => sum + close, 0) / 200;
    expect(bars.close[260]).toBeLessThan(mean);
    expect(ask(rsiReversion.document, 260).values["dip.result"]).toBe(1);
    const dayOf = (bar: number): number => Number(isoDate(bars.time[bar]!).slice(8));
    expect([dayOf(260) < 26, dayOf(299) >= 26, dayOf(300) >= 26]).toEqual([true, true, true]);
    const strengths = [260, 300, 350].map((bar) => {
      const { values } = ask(adxTrend.document, bar);
      return [values["adx.adx"]! > 20, values["adx.plus"]! > values["adx.minus"]!];
    });
    expect(strengths).toEqual([
      [true, false],
      [false, true],
      [true, true],
    ]);
    const rising = [298, 299, 300].map((bar) => ask(supertrendFlip.document, bar).values["supertrend.rising"]);
    expect(rising).toEqual([1, 1, 1]);
  });
});

const price = { kind: "market.bars" };
const above = (level: number) => ({ kind: "compare.compare", params: { relation: "above", level } });

test("a false condition beside an unknown one is what decided", () => {
  const nodes = {
    price,
    slow: { kind: "indicator.sma", params: { length: 200 } },
    trend: { kind: "compare.compare", params: { relation: "above" } },
    dear: above(1e6),
    every: { kind: "logic.all" },
    buy: { kind: "order.enter" },
  };
  const wires = [
    "price.close > slow.source",
    "price.close > trend.a",
    "slow.value > trend.b",
    "price.close > dear.a",
    "trend.result > every.a",
    "dear.result > every.b",
    "every.result > buy.when",
  ];
  expect(told(ask(smallGraph(nodes, wires), 50), "buy")).toBe(`${FALSE}: dear`);
});

test("of two equal conditions that are computed once, each order names the one that is wired to it", () => {
  const nodes = { price, one: above(1e6), two: above(1e6), buy: { kind: "order.enter" }, sell: { kind: "order.exit" } };
  const wires = ["price.close > one.a", "price.close > two.a", "one.result > buy.when", "two.result > sell.when"];
  const answer = ask(smallGraph(nodes, wires), 50);
  expect([told(answer, "buy"), told(answer, "sell")]).toEqual([`${FALSE}: one`, `${FALSE}: two`]);
});

test("what stands in a block is named by its place in it", () => {
  const document: GraphDocumentInput = {
    ...smallGraph({ price, buy: { kind: "order.enter" } }, []),
    blocks: [
      {
        id: "filter",
        version: 1,
        title: "Filter",
        inputs: [{ id: "source", label: "Source", type: "number" }],
        outputs: [{ id: "go", label: "Go", type: "boolean" }],
        parameters: [],
        nodes: [
          { id: "cheap", kind: "compare.compare", version: 1, params: { relation: "below", level: 1e6 } },
          { id: "dear", kind: "compare.compare", version: 1, params: { relation: "above", level: 1e6 } },
          { id: "every", kind: "logic.all", version: 1, params: {} },
        ],
        edges: [
          { from: { node: "_in", port: "source" }, to: { node: "cheap", port: "a" } },
          { from: { node: "_in", port: "source" }, to: { node: "dear", port: "a" } },
          { from: { node: "cheap", port: "result" }, to: { node: "every", port: "a" } },
          { from: { node: "dear", port: "result" }, to: { node: "every", port: "b" } },
          { from: { node: "every", port: "result" }, to: { node: "_out", port: "go" } },
        ],
      },
    ],
  };
  const whole: GraphDocumentInput = {
    ...document,
    nodes: [...(document.nodes ?? []), { id: "filter", kind: "block.filter", version: 1, params: {} }],
    edges: [
      { from: { node: "price", port: "close" }, to: { node: "filter", port: "source" } },
      { from: { node: "filter", port: "go" }, to: { node: "buy", port: "when" } },
    ],
  };
  expect(told(ask(whole, 50), "buy")).toBe(`${FALSE}: filter/dear`);
});

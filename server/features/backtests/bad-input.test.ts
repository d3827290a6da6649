import { describe, expect, test } from "vitest";
import { sliceBars } from "@/graph-runtime/market/bars.ts";
import { shareInstrument } from "@/graph-runtime/market/instrument.ts";
import { timeframeProblem } from "@/graph-runtime/market/timeframe-lengths.ts";
import type { LaneData } from "@/graph-runtime/sim/run-backtest.ts";
import { smaCross } from "@/graph-runtime/templates/sma-cross.ts";
import { smallGraph } from "@/graph-runtime/testkit/small-graph.ts";
import { syntheticBars } from "@/graph-runtime/testkit/synthetic-bars.ts";
import { computeBacktest } from "./compute-backtest.ts";
import { BacktestSummary } from "./dto.ts";
import { refusalOf } from "./execute-backtest.ts";

const bars = syntheticBars({ seed: 4, length: 400 });
const laneOf = (symbol: string, from: number, to: number): LaneData => ({
  instrument: shareInstrument(symbol),
  bars: sliceBars(bars, from, to),
});

function run(lanes: readonly LaneData[], document: unknown = smaCross.document) {
  const input = { document, parameters: {}, lanes, references: [], trials: { count: 1 } };
  return computeBacktest(input, () => "continue");
}

/** What a worker stores of a run that is refused. */
function refusal(...given: Parameters<typeof run>) {
  const outcome = run(...given);
  if (outcome.status !== "refused") throw new Error(`expected a refusal, found ${outcome.status}`);
  const { code, message } = refusalOf(outcome.diagnostics);
  return { code, message };
}

function summaryOf(...given: Parameters<typeof run>) {
  const outcome = run(...given);
  if (outcome.status !== "done") throw new Error(`expected a result, found ${outcome.status}`);
  return BacktestSummary.parse(JSON.parse(JSON.stringify(outcome.summary)));
}

/** Buys when no position is open, and sells in the next bar. */
const everyBar = smallGraph(
  {
    price: { kind: "market.bars" },
    always: { kind: "compare.compare", params: { relation: "above", level: 0 } },
    each: { kind: "logic.while-true" },
    buy: { kind: "order.enter", params: { amount: 1, unit: "units" } },
    sell: { kind: "order.exit" },
  },
  ["price.close > always.a", "always.result > each.condition", "each.event > buy.when", "always.result > sell.when"],
);

// Others of the list: a missing symbol and an old payload (test/integration/backtests.test.ts, jobs.test.ts), a billion points
// (sweeps/plan-axes.test.ts), a full disk (test/conformance/data/full-disk.test.ts).
describe("bad input of a backtest", () => {
  test("no data at all ends as failed, and says which instrument has none", () => {
    const message = "A has no bars: choose another dataset or period.";
    expect(refusal([laneOf("A", 0, 0)])).toEqual({ code: "data-missing", message });
  });

  test("instruments without a time in common end as failed, and say so", () => {
    const document = { ...smaCross.document, universe: ["A", "B"] };
    const message = "The instruments have no time in common: choose datasets whose periods overlap.";
    expect(refusal([laneOf("A", 0, 200), laneOf("B", 200, 400)], document)).toEqual({ code: "data-missing", message });
  });

  test("a graph that does not compile is told from data that are missing", () => {
    const document = { ...smaCross.document, nodes: smaCross.document.nodes.slice(1) };
    expect(refusal([laneOf("A", 0, 400)], document).code).toBe("graph-refused");
  });

  test("one row is a result whose figures are not available, each with its reason", () => {
    const { statistics, critique, bars: count } = summaryOf([laneOf("A", 0, 1)]);
    expect(count).toBe(1);
    const sharpe = statistics.find(({ id }) => id === "sharpe");
    expect(sharpe).toMatchObject({ value: null, reason: expect.stringContaining("at least 30 are needed") });
    expect(critique.find(({ id }) => id === "warm-up")).toMatchObject({
      severity: "serious",
      message: expect.stringContaining("needs 31 bars before its first decision"),
    });
  });

  test("a strategy that never trades is a result that says so first, and counts no trade as a win", () => {
    const { statistics, critique } = summaryOf([laneOf("A", 0, 20)]);
    expect(critique[0]).toMatchObject({ id: "no-trades", severity: "serious" });
    expect(statistics.find(({ id }) => id === "win-rate")).toMatchObject({ value: null, reason: expect.any(String) });
    expect(statistics.find(({ id }) => id === "net-profit")?.value).toBe(0);
  });

  test("a strategy that trades in every bar is a result whose costs are held against it", () => {
    const { statistics, critique } = summaryOf([laneOf("A", 0, 400)], everyBar);
    const trades = statistics.find(({ id }) => id === "trade-count")?.value ?? 0;
    expect(trades).toBeGreaterThan(130);
    expect(critique.map(({ id }) => id)).toContain("costs-eat-profit");
  });

  test("a timeframe that no bars can be made for says what to choose", () => {
    expect(timeframeProblem("1d", "1h")).toContain("shorter bars cannot be made of longer ones");
    expect(timeframeProblem("1d", "1w")).toContain("1w bars cannot be made of 1d ones");
    expect([timeframeProblem("1d", "1d"), timeframeProblem("1m", "4h")]).toEqual([null, null]);
  });
});

import { describe, expect, test } from "vitest";
import { sliceBars } from "../market/bars.ts";
import { keepBars, programOf, syntheticLanes } from "../testkit/several-lanes.ts";
import { smallGraph } from "../testkit/small-graph.ts";
import { type LaneData, runBacktest } from "./run-backtest.ts";
import { traceRun } from "./trace-run.ts";

const names = ["A", "B", "C", "D"];

const momentum = smallGraph(
  {
    price: { kind: "market.bars" },
    gain: { kind: "math.change", params: { length: 40, unit: "percent" } },
    best: { kind: "portfolio.top", params: { count: 2 } },
    calm: { kind: "indicator.volatility", params: { length: 20 } },
    weights: { kind: "portfolio.weights-inverse" },
    month: { kind: "time.schedule", params: { period: "month" } },
    trade: { kind: "portfolio.rebalance", params: { corridor: 5 } },
  },
  [
    "price.close > gain.source",
    "gain.value > best.score",
    "price.open > calm.open",
    "price.high > calm.high",
    "price.low > calm.low",
    "price.close > calm.close",
    "best.members > weights.among",
    "calm.value > weights.risk",
    "month.event > trade.when",
    "weights.weights > trade.weights",
  ],
  { universe: names },
);

const filtered = smallGraph(
  {
    price: { kind: "market.bars" },
    fast: { kind: "indicator.sma", params: { length: 5 } },
    slow: { kind: "indicator.sma", params: { length: 20 } },
    up: { kind: "compare.crossover", params: { direction: "above" } },
    down: { kind: "compare.crossover", params: { direction: "below" } },
    index: { kind: "market.instrument", params: { symbol: "X" } },
    other: { kind: "market.bars" },
    trend: { kind: "indicator.sma", params: { length: 30 } },
    good: { kind: "compare.compare", params: { relation: "above" } },
    both: { kind: "logic.all" },
    buy: { kind: "order.enter", params: { amount: 20, unit: "equity-percent" } },
    sell: { kind: "order.exit" },
  },
  [
    "price.close > fast.source",
    "price.close > slow.source",
    "fast.value > up.a",
    "slow.value > up.b",
    "fast.value > down.a",
    "slow.value > down.b",
    "index.instrument > other.instrument",
    "other.close > trend.source",
    "other.close > good.a",
    "trend.value > good.b",
    "up.crossed > both.a",
    "good.result > both.b",
    "both.result > buy.when",
    "down.crossed > sell.when",
  ],
  { universe: names },
);

const cases = [
  ["monthly momentum", momentum, []],
  ["a filter on another instrument", filtered, ["X"]],
] as const;

function dataFor(references: readonly string[], gaps: boolean): { lanes: LaneData[]; references: LaneData[] } {
  const looked = syntheticLanes(5, 700, { seed: 900, gaps }).slice(-references.length || 5);
  return {
    lanes: syntheticLanes(4, 700, { gaps }),
    references: looked.map((lane, at) => ({
      ...lane,
      instrument: { ...lane.instrument, symbol: references[at] ?? "" },
    })),
  };
}

describe.each(cases)("%s", (_, document, named) => {
  const program = programOf(document);

  test.each([false, true])("trades, and gives the same bits in blocks of every size (gaps: %s)", (gaps) => {
    const data = dataFor(named, gaps);
    const whole = runBacktest({ program, ...data });
    expect(whole.diagnostics).toEqual([]);
    expect(whole.fills.length).toBeGreaterThan(20);
    for (const blockSize of [1, 7, 64])
      expect(runBacktest({ program, ...data, blockSize }).fingerprint).toBe(whole.fingerprint);
  });

  test("the future changes no trade of the past", () => {
    const { lanes, references } = dataFor(named, true);
    const whole = runBacktest({ program, lanes, references });
    for (const bar of [120, 333, 501]) {
      const end = whole.time[bar]!;
      const cut = (lane: LaneData) => {
        const count = lane.bars.time.filter((time) => time <= end).length;
        return { ...lane, bars: sliceBars(lane.bars, 0, count) };
      };
      const part = runBacktest({ program, lanes: lanes.map(cut), references: references.map(cut) });
      expect(part.fills).toEqual(whole.fills.filter((fill) => fill.bar <= bar));
      expect([...part.equity]).toEqual([...whole.equity.subarray(0, bar + 1)]);
    }
  });
});

test("lanes that nothing crosses trade as if each were alone", () => {
  const plain = smallGraph(
    {
      price: { kind: "market.bars" },
      month: { kind: "time.schedule", params: { period: "month" } },
      average: { kind: "indicator.ema", params: { length: 12 } },
      up: { kind: "compare.crossover", params: { direction: "above" } },
      down: { kind: "compare.crossover", params: { direction: "below" } },
      buy: { kind: "order.enter", params: { amount: 10, unit: "units" } },
      again: { kind: "order.enter", params: { amount: 5, unit: "units" } },
      sell: { kind: "order.exit" },
    },
    [
      "price.close > average.source",
      "price.close > up.a",
      "average.value > up.b",
      "price.close > down.a",
      "average.value > down.b",
      "up.crossed > buy.when",
      "month.event > again.when",
      "down.crossed > sell.when",
    ],
    { universe: names },
  );
  const program = programOf(plain);
  const lanes = syntheticLanes(4, 600, { gaps: true });
  const together = runBacktest({ program, lanes });
  lanes.forEach((lane, index) => {
    const alone = runBacktest({ program, lanes: [lane] });
    const own = together.fills.filter((fill) => fill.lane === index);
    expect(own.length).toBeGreaterThan(10);
    const shape = (fill: (typeof own)[number]) => [
      fill.time,
      fill.side,
      fill.quantity,
      fill.price,
      fill.fee,
      fill.nodeId,
    ];
    expect(own.map(shape)).toEqual(alone.fills.map(shape));
  });
});

test("a second instrument is unknown on bars that it does not have, and steps over them", () => {
  const program = programOf(filtered, ["other.close", "trend.value", "price.close"]);
  const { lanes, references } = dataFor(["X"], false);
  const thin = { ...references[0]!, bars: keepBars(references[0]!.bars, (i) => i % 3 !== 1) };
  const { time, columns } = traceRun({
    program,
    lanes,
    references: [thin],
    ports: ["other.close", "trend.value"],
  });
  const close = columns.find(({ port, lane }) => port === "other.close" && lane === 2)!.values;
  const trend = columns.find(({ port, lane }) => port === "trend.value" && lane === 3)!.values;
  let sum: number[] = [];
  time.forEach((instant, i) => {
    const at = thin.bars.time.indexOf(instant);
    if (at < 0) {
      expect(close[i]).toBeNaN();
      expect(trend[i]).toBeNaN();
      return;
    }
    expect(close[i]).toBe(thin.bars.close[at]);
    sum = [...sum, thin.bars.close[at]!].slice(-30);
    if (sum.length < 30) expect(trend[i]).toBeNaN();
    else expect(trend[i]).toBeCloseTo(sum.reduce((total, value) => total + value, 0) / 30, 9);
  });
});

test("a named instrument without data is an error that says which", () => {
  const { diagnostics, fills } = runBacktest({ program: programOf(filtered), lanes: syntheticLanes(4, 300) });
  expect(fills).toEqual([]);
  expect(diagnostics).toMatchObject([{ code: "run.missing-instrument", expected: "X" }]);
});

test("instruments whose histories do not overlap are an error", () => {
  const lanes = syntheticLanes(2, 300);
  const late = { ...lanes[1]!, bars: { ...lanes[1]!.bars, time: lanes[1]!.bars.time.map((time) => time + 1e12) } };
  const { diagnostics } = runBacktest({ program: programOf(momentum), lanes: [lanes[0]!, late] });
  expect(diagnostics).toMatchObject([{ code: "run.no-overlap", severity: "error" }]);
});

test("sales of a rebalance go out and fill before the buys that they pay for, and the account is never overdrawn by more than its fees", () => {
  const program = programOf(momentum);
  const { orders, fills } = runBacktest({ program, lanes: syntheticLanes(4, 700) });
  expect(orders.filter(({ status }) => status === "denied")).toEqual([]);
  for (const list of [orders.map((order) => ({ bar: order.createdBar, side: order.side })), fills]) {
    const sides = new Map<number, string>();
    for (const { bar, side } of list) sides.set(bar, (sides.get(bar) ?? "") + side[0]);
    expect([...sides.values()].filter((text) => text.includes("s") && text.includes("b")).length).toBeGreaterThan(3);
    for (const text of sides.values()) expect(text).toMatch(/^s*b*$/);
  }
});

import { template } from "./template.ts";

export const moneyFlowDip = template({
  id: "money-flow-dip",
  title: "Money flow turns up",
  summary:
    "Buys when the money flow index, an RSI that counts volume, comes back up out of its low zone while the price is still below its short average, and sells in the high zone. Volume tells more on stocks than on an index; the stop limits the falls that go on.",
  tags: ["mean reversion", "volume", "stop loss", "long only"],
  difficulty: "intermediate",
  parameters: [
    { key: "length", label: "Money flow length", type: "integer", default: 7, min: 3, max: 60, step: 1 },
    { key: "low", label: "Low zone ends at", type: "number", default: 30, min: 5, max: 50, step: 1 },
    { key: "high", label: "High zone begins at", type: "number", default: 70, min: 50, max: 95, step: 1 },
  ],
  nodes: {
    price: { kind: "market.bars", at: [0, 0] },
    flow: { kind: "indicator.money-flow-index", params: { length: { $param: "length" } }, at: [1, 0] },
    average: { kind: "indicator.ema", params: { length: 10 }, at: [1, 1] },
    turn: { kind: "compare.crossover", params: { direction: "above", level: { $param: "low" } }, at: [2, 0] },
    cheap: { kind: "compare.compare", params: { relation: "below" }, at: [2, 1] },
    dear: { kind: "compare.compare", params: { relation: "above", level: { $param: "high" } }, at: [2, 2] },
    both: { kind: "logic.all", at: [3, 0] },
    buy: { kind: "order.enter", params: { direction: "long", amount: 100, unit: "equity-percent" }, at: [4, 0] },
    sell: { kind: "order.exit", at: [4, 2] },
    stop: { kind: "exit.stop-loss", params: { distance: 6, unit: "percent" }, at: [4, 3] },
  },
  wires: [
    "price.high > flow.high",
    "price.low > flow.low",
    "price.close > flow.close",
    "price.volume > flow.volume",
    "price.close > average.source",
    "flow.value > turn.a",
    "price.close > cheap.a",
    "average.value > cheap.b",
    "flow.value > dear.a",
    "turn.crossed > both.a",
    "cheap.result > both.b",
    "both.result > buy.when",
    "dear.result > sell.when",
  ],
});

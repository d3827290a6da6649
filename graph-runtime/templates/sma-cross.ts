import { template } from "./template.ts";

export const smaCross = template({
  id: "sma-cross",
  title: "SMA cross",
  summary:
    "Buys when a fast moving average crosses above a slow one and sells on the reverse. It rides long trends and loses a little in sideways markets.",
  tags: ["trend", "moving average", "long only"],
  difficulty: "beginner",
  parameters: [
    { key: "fast", label: "Fast length", type: "integer", default: 10, min: 2, max: 200, step: 1 },
    { key: "slow", label: "Slow length", type: "integer", default: 30, min: 5, max: 400, step: 1 },
  ],
  nodes: {
    price: { kind: "market.bars", at: [0, 1] },
    fast: { kind: "indicator.sma", params: { length: { $param: "fast" } }, at: [1, 0] },
    slow: { kind: "indicator.sma", params: { length: { $param: "slow" } }, at: [1, 1] },
    up: { kind: "compare.crossover", params: { direction: "above" }, at: [2, 0] },
    down: { kind: "compare.crossover", params: { direction: "below" }, at: [2, 1] },
    buy: { kind: "order.enter", params: { direction: "long", amount: 100, unit: "equity-percent" }, at: [3, 0] },
    sell: { kind: "order.exit", at: [3, 1] },
  },
  wires: [
    "price.close > fast.source",
    "price.close > slow.source",
    "fast.value > up.a",
    "slow.value > up.b",
    "fast.value > down.a",
    "slow.value > down.b",
    "up.crossed > buy.when",
    "down.crossed > sell.when",
  ],
});

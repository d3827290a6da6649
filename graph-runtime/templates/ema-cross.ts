import { template } from "./template.ts";

export const emaCross = template({
  id: "ema-cross",
  title: "EMA cross",
  summary:
    "Holds while a fast exponential average is above a slow one: the oscillator is the distance between the two, and zero is where they cross. Works in markets that trend for months; gives back a little at every false start in sideways ones.",
  tags: ["trend", "moving average", "long only"],
  difficulty: "beginner",
  parameters: [
    { key: "fast", label: "Fast length", type: "integer", default: 20, min: 2, max: 100, step: 1 },
    { key: "slow", label: "Slow length", type: "integer", default: 100, min: 10, max: 400, step: 1 },
  ],
  nodes: {
    price: { kind: "market.bars", at: [0, 0] },
    distance: {
      kind: "indicator.price-oscillator",
      params: { fast: { $param: "fast" }, slow: { $param: "slow" }, average: "ema", unit: "percent" },
      at: [1, 0],
      label: "Fast EMA less slow EMA",
    },
    up: { kind: "compare.crossover", params: { direction: "above", level: 0 }, at: [2, 0] },
    down: { kind: "compare.crossover", params: { direction: "below", level: 0 }, at: [2, 1] },
    buy: { kind: "order.enter", params: { direction: "long", amount: 100, unit: "equity-percent" }, at: [3, 0] },
    sell: { kind: "order.exit", at: [3, 1] },
  },
  wires: [
    "price.close > distance.source",
    "distance.value > up.a",
    "distance.value > down.a",
    "up.crossed > buy.when",
    "down.crossed > sell.when",
  ],
});

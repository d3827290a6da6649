import { template } from "./template.ts";

export const macdCross = template({
  id: "macd-cross",
  title: "MACD signal cross",
  summary:
    "Buys when the MACD line crosses above its signal line and sells when it crosses back. Quicker than an average cross, so it catches shorter swings and pays more costs; choppy markets hurt it.",
  tags: ["momentum", "trend", "macd", "long only"],
  difficulty: "beginner",
  parameters: [
    { key: "fast", label: "Fast length", type: "integer", default: 12, min: 3, max: 60, step: 1 },
    { key: "slow", label: "Slow length", type: "integer", default: 26, min: 10, max: 200, step: 1 },
    { key: "signal", label: "Signal length", type: "integer", default: 9, min: 2, max: 60, step: 1 },
  ],
  nodes: {
    price: { kind: "market.bars", at: [0, 0] },
    macd: {
      kind: "indicator.macd",
      params: { fast: { $param: "fast" }, slow: { $param: "slow" }, signal: { $param: "signal" } },
      at: [1, 0],
    },
    up: { kind: "compare.crossover", params: { direction: "above" }, at: [2, 0] },
    down: { kind: "compare.crossover", params: { direction: "below" }, at: [2, 1] },
    buy: { kind: "order.enter", params: { direction: "long", amount: 100, unit: "equity-percent" }, at: [3, 0] },
    sell: { kind: "order.exit", at: [3, 1] },
  },
  wires: [
    "price.close > macd.source",
    "macd.line > up.a",
    "macd.signal > up.b",
    "macd.line > down.a",
    "macd.signal > down.b",
    "up.crossed > buy.when",
    "down.crossed > sell.when",
  ],
});

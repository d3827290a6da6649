import { template } from "./template.ts";

export const heikinAshiTrend = template({
  id: "heikin-ashi-trend",
  title: "Heikin-Ashi runs",
  summary:
    "Smooths the candles the Japanese way, buys after several rising ones in a row and sells after several falling ones. It needs moves that last for weeks; nervous markets turn the candles too often.",
  tags: ["trend", "candles", "long only"],
  difficulty: "beginner",
  parameters: [
    { key: "rises", label: "Rising candles", type: "integer", default: 5, min: 1, max: 20, step: 1 },
    { key: "falls", label: "Falling candles", type: "integer", default: 6, min: 1, max: 20, step: 1 },
  ],
  nodes: {
    price: { kind: "market.bars", at: [0, 0] },
    candles: { kind: "indicator.heikin-ashi", at: [1, 0] },
    falling: { kind: "logic.not", at: [2, 1] },
    rises: { kind: "compare.held-for", params: { length: { $param: "rises" } }, at: [3, 0] },
    falls: { kind: "compare.held-for", params: { length: { $param: "falls" } }, at: [3, 1] },
    buy: { kind: "order.enter", params: { direction: "long", amount: 100, unit: "equity-percent" }, at: [4, 0] },
    sell: { kind: "order.exit", at: [4, 1] },
  },
  wires: [
    "price.open > candles.open",
    "price.high > candles.high",
    "price.low > candles.low",
    "price.close > candles.close",
    "candles.rising > falling.a",
    "candles.rising > rises.condition",
    "falling.result > falls.condition",
    "rises.result > buy.when",
    "falls.result > sell.when",
  ],
});

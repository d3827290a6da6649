import { template } from "./template.ts";

export const weakClose = template({
  id: "weak-close",
  title: "Weak close, strong close",
  summary:
    "Buys after a day that closes near its low and sells after one that closes near its high, all within a rising market. One of the simplest short-term effects of stock indices; it trades often, so costs decide whether it is worth it.",
  tags: ["mean reversion", "trend filter", "short term", "long only"],
  difficulty: "beginner",
  parameters: [
    { key: "weak", label: "Weak close below", type: "number", default: 15, min: 1, max: 50, step: 1 },
    { key: "strong", label: "Strong close above", type: "number", default: 75, min: 50, max: 99, step: 1 },
    { key: "trend", label: "Trend length", type: "integer", default: 200, min: 10, max: 400, step: 1 },
  ],
  nodes: {
    price: { kind: "market.bars", at: [0, 0] },
    place: {
      kind: "indicator.stochastic",
      params: { length: 1, smooth: 1, signal: 1 },
      at: [1, 0],
      label: "Close within the day's range",
    },
    trend: { kind: "indicator.sma", params: { length: { $param: "trend" } }, at: [1, 2] },
    weak: { kind: "compare.compare", params: { relation: "below", level: { $param: "weak" } }, at: [2, 0] },
    strong: { kind: "compare.compare", params: { relation: "above", level: { $param: "strong" } }, at: [2, 1] },
    uptrend: { kind: "compare.compare", params: { relation: "above" }, at: [2, 2] },
    both: { kind: "logic.all", at: [3, 0] },
    buy: { kind: "order.enter", params: { direction: "long", amount: 100, unit: "equity-percent" }, at: [4, 0] },
    sell: { kind: "order.exit", at: [4, 1] },
  },
  wires: [
    "price.high > place.high",
    "price.low > place.low",
    "price.close > place.close",
    "price.close > trend.source",
    "place.k > weak.a",
    "place.k > strong.a",
    "price.close > uptrend.a",
    "trend.value > uptrend.b",
    "weak.result > both.a",
    "uptrend.result > both.b",
    "both.result > buy.when",
    "strong.result > sell.when",
  ],
});

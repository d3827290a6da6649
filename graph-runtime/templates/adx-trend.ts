import { template } from "./template.ts";

export const adxTrend = template({
  id: "adx-trend",
  title: "ADX trend filter",
  summary:
    "Buys when buyers lead (+DI above -DI) and the ADX says that there is a trend worth following; sells when sellers take the lead. The filter skips quiet markets, where direction means little, at the price of later entries.",
  tags: ["trend", "trend filter", "adx", "long only"],
  difficulty: "intermediate",
  parameters: [
    { key: "length", label: "ADX length", type: "integer", default: 14, min: 5, max: 60, step: 1 },
    { key: "strength", label: "Trend strength", type: "number", default: 20, min: 5, max: 60, step: 1 },
  ],
  nodes: {
    price: { kind: "market.bars", at: [0, 0] },
    adx: { kind: "indicator.adx", params: { length: { $param: "length" } }, at: [1, 0] },
    strong: { kind: "compare.compare", params: { relation: "above", level: { $param: "strength" } }, at: [2, 0] },
    up: { kind: "compare.compare", params: { relation: "above" }, at: [2, 1] },
    both: { kind: "logic.all", at: [3, 0] },
    down: { kind: "logic.not", at: [3, 2] },
    buy: { kind: "order.enter", params: { direction: "long", amount: 100, unit: "equity-percent" }, at: [4, 0] },
    sell: { kind: "order.exit", at: [4, 2] },
  },
  wires: [
    "price.high > adx.high",
    "price.low > adx.low",
    "price.close > adx.close",
    "adx.adx > strong.a",
    "adx.plus > up.a",
    "adx.minus > up.b",
    "strong.result > both.a",
    "up.result > both.b",
    "up.result > down.a",
    "both.result > buy.when",
    "down.result > sell.when",
  ],
});

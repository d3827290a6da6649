import { template } from "./template.ts";

export const bollingerReversion = template({
  id: "bollinger-reversion",
  title: "Bollinger band reversion",
  summary:
    "Buys when the close falls below the lower Bollinger band and sells once it is back at the middle. Many small gains in calm or rising markets; the stop is there for the falls that keep falling.",
  tags: ["mean reversion", "bollinger", "stop loss", "long only"],
  difficulty: "beginner",
  parameters: [
    { key: "length", label: "Band length", type: "integer", default: 20, min: 5, max: 200, step: 1 },
    { key: "width", label: "Band width", type: "number", default: 2.5, min: 0.5, max: 4, step: 0.1 },
    { key: "stop", label: "Stop loss", type: "number", default: 12, min: 1, max: 30, step: 0.5 },
  ],
  nodes: {
    price: { kind: "market.bars", at: [0, 0] },
    bands: {
      kind: "indicator.bollinger",
      params: { length: { $param: "length" }, above: { $param: "width" }, below: { $param: "width" } },
      at: [1, 0],
    },
    low: { kind: "compare.compare", params: { relation: "below" }, at: [2, 0] },
    back: { kind: "compare.compare", params: { relation: "at-or-above" }, at: [2, 1] },
    buy: { kind: "order.enter", params: { direction: "long", amount: 100, unit: "equity-percent" }, at: [3, 0] },
    sell: { kind: "order.exit", at: [3, 1] },
    stop: { kind: "exit.stop-loss", params: { distance: { $param: "stop" }, unit: "percent" }, at: [3, 2] },
  },
  wires: [
    "price.close > bands.source",
    "price.close > low.a",
    "bands.lower > low.b",
    "price.close > back.a",
    "bands.middle > back.b",
    "low.result > buy.when",
    "back.result > sell.when",
  ],
});

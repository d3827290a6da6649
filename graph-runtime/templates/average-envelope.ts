import { template } from "./template.ts";

export const averageEnvelope = template({
  id: "average-envelope",
  title: "Moving average envelope",
  summary:
    "Draws a line some percent below the average price, buys when the close is under it and sells back at the average; the stop and nothing else ends a trade that goes wrong. Simple and transparent, and like every dip buyer at its worst in a crash.",
  tags: ["mean reversion", "moving average", "stop loss", "long only"],
  difficulty: "beginner",
  parameters: [
    { key: "length", label: "Average length", type: "integer", default: 20, min: 5, max: 200, step: 1 },
    {
      key: "share",
      label: "Envelope, times the average",
      type: "number",
      default: 0.97,
      min: 0.8,
      max: 0.995,
      step: 0.005,
    },
    { key: "stop", label: "Stop loss", type: "number", default: 8, min: 1, max: 30, step: 0.5 },
  ],
  nodes: {
    price: { kind: "market.bars", at: [0, 0] },
    average: { kind: "indicator.sma", params: { length: { $param: "length" } }, at: [1, 0] },
    envelope: {
      kind: "math.arithmetic",
      params: { operation: "multiply", number: { $param: "share" } },
      at: [2, 0],
      label: "Lower envelope",
    },
    under: { kind: "compare.compare", params: { relation: "below" }, at: [3, 0] },
    back: { kind: "compare.compare", params: { relation: "at-or-above" }, at: [3, 1] },
    buy: { kind: "order.enter", params: { direction: "long", amount: 100, unit: "equity-percent" }, at: [4, 0] },
    sell: { kind: "order.exit", at: [4, 1] },
    stop: { kind: "exit.stop-loss", params: { distance: { $param: "stop" }, unit: "percent" }, at: [4, 2] },
  },
  wires: [
    "price.close > average.source",
    "average.value > envelope.a",
    "price.close > under.a",
    "envelope.value > under.b",
    "price.close > back.a",
    "average.value > back.b",
    "under.result > buy.when",
    "back.result > sell.when",
  ],
});

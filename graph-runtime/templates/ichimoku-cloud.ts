import { template } from "./template.ts";

export const ichimokuCloud = template({
  id: "ichimoku-cloud",
  title: "Ichimoku cloud",
  summary:
    "Buys when the close is above both edges of the cloud and the conversion line is above the base line; sells when the close falls below the base line. A patient trend follower: it waits for agreement, so it misses the first part of every move.",
  tags: ["trend", "ichimoku", "long only"],
  difficulty: "intermediate",
  parameters: [
    { key: "conversion", label: "Conversion length", type: "integer", default: 9, min: 3, max: 60, step: 1 },
    { key: "base", label: "Base length", type: "integer", default: 26, min: 5, max: 120, step: 1 },
    { key: "span", label: "Span length", type: "integer", default: 52, min: 10, max: 240, step: 1 },
  ],
  nodes: {
    price: { kind: "market.bars", at: [0, 0] },
    cloud: {
      kind: "indicator.ichimoku",
      params: { conversion: { $param: "conversion" }, base: { $param: "base" }, span: { $param: "span" } },
      at: [1, 0],
    },
    overA: { kind: "compare.compare", params: { relation: "above" }, at: [2, 0], label: "Above span A" },
    overB: { kind: "compare.compare", params: { relation: "above" }, at: [2, 1], label: "Above span B" },
    lines: { kind: "compare.compare", params: { relation: "above" }, at: [2, 2], label: "Conversion above base" },
    below: { kind: "compare.compare", params: { relation: "below" }, at: [2, 3], label: "Below base" },
    every: { kind: "logic.all", at: [3, 0] },
    buy: { kind: "order.enter", params: { direction: "long", amount: 100, unit: "equity-percent" }, at: [4, 0] },
    sell: { kind: "order.exit", at: [4, 3] },
  },
  wires: [
    "price.high > cloud.high",
    "price.low > cloud.low",
    "price.close > overA.a",
    "cloud.spanA > overA.b",
    "price.close > overB.a",
    "cloud.spanB > overB.b",
    "cloud.conversion > lines.a",
    "cloud.base > lines.b",
    "price.close > below.a",
    "cloud.base > below.b",
    "overA.result > every.a",
    "overB.result > every.b",
    "lines.result > every.c",
    "every.result > buy.when",
    "below.result > sell.when",
  ],
});

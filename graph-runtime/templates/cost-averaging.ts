import { template } from "./template.ts";

export const costAveraging = template({
  id: "cost-averaging",
  title: "Dollar-cost averaging",
  summary:
    "Buys for the same sum on the first day of each month, whatever the price, so that more is bought when it is cheap; sells everything when the holding is well above what was paid, and begins again. Plain and patient; the sum should last for the months that it takes.",
  tags: ["averaging", "monthly", "long only"],
  difficulty: "beginner",
  parameters: [
    { key: "sum", label: "Sum each month", type: "number", default: 4_000, min: 3_500, max: 4_500, step: 100 },
    { key: "gain", label: "Sell above the average by %", type: "number", default: 12, min: 1, max: 100, step: 1 },
  ],
  nodes: {
    price: { kind: "market.bars", at: [0, 1] },
    monthly: { kind: "time.schedule", params: { period: "month", bar: 1 }, at: [0, 0], label: "Each month" },
    held: { kind: "market.position", at: [0, 2] },
    gain: {
      kind: "compare.moved-by",
      params: { direction: "up", amount: { $param: "gain" }, unit: "percent", since: "level" },
      at: [1, 2],
      label: "Above the average paid",
    },
    buy: { kind: "order.enter", params: { direction: "long", amount: { $param: "sum" }, unit: "value" }, at: [2, 0] },
    add: {
      kind: "order.scale-in",
      params: { side: "long", amount: { $param: "sum" }, unit: "value", most: 20 },
      at: [2, 1],
    },
    sell: { kind: "order.exit", at: [2, 2] },
  },
  wires: [
    "price.close > gain.source",
    "held.averagePrice > gain.level",
    "monthly.event > buy.when",
    "monthly.event > add.when",
    "gain.result > sell.when",
  ],
});

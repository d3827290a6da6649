import { template } from "./template.ts";

export const grid = template({
  id: "grid",
  title: "Grid of buys below the market",
  summary:
    "Buys a tenth of the account, and another tenth each time the price has fallen a step below the last buy, up to ten; sells everything once the price is a little above the average paid. Many small gains in a market that swings; in one that keeps falling it ends up holding all it could buy, at a loss.",
  tags: ["grid", "mean reversion", "averaging", "long only"],
  difficulty: "intermediate",
  parameters: [
    { key: "step", label: "Step down, % of the last buy", type: "number", default: 2, min: 0.2, max: 20, step: 0.1 },
    { key: "gain", label: "Sell above the average by %", type: "number", default: 2, min: 0.2, max: 50, step: 0.1 },
  ],
  nodes: {
    price: { kind: "market.bars", at: [0, 0] },
    daily: { kind: "time.schedule", params: { period: "day", bar: 1 }, at: [0, 1], label: "Each day" },
    held: { kind: "market.position", at: [0, 2] },
    gain: {
      kind: "compare.moved-by",
      params: { direction: "up", amount: { $param: "gain" }, unit: "percent", since: "level" },
      at: [1, 2],
      label: "Above the average paid",
    },
    buy: { kind: "order.enter", params: { direction: "long", amount: 9.5, unit: "equity-percent" }, at: [2, 0] },
    add: {
      kind: "order.scale-in",
      params: {
        side: "long",
        amount: 9.5,
        unit: "equity-percent",
        most: 10,
        where: "loss",
        step: { $param: "step" },
        stepUnit: "percent",
      },
      at: [2, 1],
    },
    sell: { kind: "order.exit", at: [2, 2] },
  },
  wires: [
    "price.close > gain.source",
    "held.averagePrice > gain.level",
    "daily.event > buy.when",
    "daily.event > add.when",
    "gain.result > sell.when",
  ],
});

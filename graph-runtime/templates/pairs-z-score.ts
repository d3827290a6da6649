import { template } from "./template.ts";

export const pairsZScore = template({
  id: "pairs-z-score",
  title: "Pairs by z-score",
  summary:
    "Two instruments, each measured against the mean of both: buys the one that has fallen behind by two deviations and sells the other short, until they meet again. Earns while the gap keeps closing, and loses for as long as it opens for good. Short sales need a margin account.",
  tags: ["mean reversion", "pairs", "market neutral", "long and short", "several instruments"],
  difficulty: "advanced",
  universe: ["SYN-A", "SYN-B"],
  parameters: [
    { key: "length", label: "Look back, bars", type: "integer", default: 60, min: 10, max: 400, step: 1 },
    { key: "low", label: "Behind from, deviations", type: "number", default: -2, min: -4, max: -0.5, step: 0.1 },
    { key: "high", label: "Ahead from, deviations", type: "number", default: 2, min: 0.5, max: 4, step: 0.1 },
  ],
  nodes: {
    price: { kind: "market.bars", at: [0, 0] },
    log: { kind: "math.function", params: { name: "log" }, at: [1, 0], label: "Log price" },
    mean: { kind: "portfolio.across", params: { statistic: "mean", least: 2 }, at: [2, 1], label: "Mean of the pair" },
    gap: { kind: "math.arithmetic", params: { operation: "subtract" }, at: [3, 0], label: "Gap to the mean" },
    score: { kind: "indicator.z-score", params: { length: { $param: "length" } }, at: [4, 1] },
    behind: { kind: "compare.compare", params: { relation: "below", level: { $param: "low" } }, at: [5, 0] },
    ahead: { kind: "compare.compare", params: { relation: "above", level: { $param: "high" } }, at: [5, 1] },
    near: { kind: "compare.between", params: { lower: -0.5, upper: 0.5 }, at: [5, 2] },
    buy: { kind: "order.enter", params: { direction: "long", amount: 45, unit: "equity-percent" }, at: [6, 0] },
    sell: { kind: "order.enter", params: { direction: "short", amount: 45, unit: "equity-percent" }, at: [6, 1] },
    leave: { kind: "order.exit", at: [6, 2] },
  },
  wires: [
    "price.close > log.source",
    "log.value > mean.source",
    "log.value > gap.a",
    "mean.value > gap.b",
    "gap.value > score.source",
    "score.value > behind.a",
    "score.value > ahead.a",
    "score.value > near.source",
    "behind.result > buy.when",
    "ahead.result > sell.when",
    "near.result > leave.when",
  ],
});

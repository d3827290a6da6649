import { template } from "./template.ts";

export const zScoreReversion = template({
  id: "z-score-reversion",
  title: "Z-score reversion, both ways",
  summary:
    "Measures how many standard deviations the close is from its average: buys far below, sells short far above, and closes on the way back through the average. Made for things that swing around a mean; the short side suffers on an index that rises for years.",
  tags: ["mean reversion", "statistics", "stop loss", "long and short"],
  difficulty: "intermediate",
  parameters: [
    { key: "length", label: "Length", type: "integer", default: 20, min: 5, max: 200, step: 1 },
    { key: "low", label: "Buy below", type: "number", default: -2.5, min: -5, max: -0.5, step: 0.1 },
    { key: "high", label: "Sell short above", type: "number", default: 2.5, min: 0.5, max: 5, step: 0.1 },
  ],
  nodes: {
    price: { kind: "market.bars", at: [0, 0] },
    score: { kind: "indicator.z-score", params: { length: { $param: "length" } }, at: [1, 0] },
    cheap: { kind: "compare.crossover", params: { direction: "below", level: { $param: "low" } }, at: [2, 0] },
    dear: { kind: "compare.crossover", params: { direction: "above", level: { $param: "high" } }, at: [2, 1] },
    up: { kind: "compare.crossover", params: { direction: "above", level: 0 }, at: [2, 2] },
    down: { kind: "compare.crossover", params: { direction: "below", level: 0 }, at: [2, 3] },
    buy: { kind: "order.enter", params: { direction: "long", amount: 100, unit: "equity-percent" }, at: [3, 0] },
    short: { kind: "order.enter", params: { direction: "short", amount: 50, unit: "equity-percent" }, at: [3, 1] },
    sell: { kind: "order.exit", params: { side: "long" }, at: [3, 2] },
    cover: { kind: "order.exit", params: { side: "short" }, at: [3, 3] },
    stop: { kind: "exit.stop-loss", params: { distance: 8, unit: "percent" }, at: [3, 4] },
  },
  wires: [
    "price.close > score.source",
    "score.value > cheap.a",
    "score.value > dear.a",
    "score.value > up.a",
    "score.value > down.a",
    "cheap.crossed > buy.when",
    "dear.crossed > short.when",
    "up.crossed > sell.when",
    "down.crossed > cover.when",
  ],
});

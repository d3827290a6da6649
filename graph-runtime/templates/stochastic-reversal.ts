import { template } from "./template.ts";

export const stochasticReversal = template({
  id: "stochastic-reversal",
  title: "Stochastic reversal",
  summary:
    "Waits until the close sits near the bottom of its recent range, then buys when the fast stochastic line turns up through the slow one; sells near the top of the range. At home in sideways markets; in a steady fall the turns come too early, hence the stop.",
  tags: ["mean reversion", "stochastic", "stop loss", "long only"],
  difficulty: "intermediate",
  parameters: [
    { key: "length", label: "Range length", type: "integer", default: 14, min: 5, max: 100, step: 1 },
    { key: "low", label: "Bottom below", type: "number", default: 25, min: 5, max: 50, step: 1 },
    { key: "high", label: "Top above", type: "number", default: 80, min: 50, max: 95, step: 1 },
  ],
  nodes: {
    price: { kind: "market.bars", at: [0, 0] },
    stochastic: { kind: "indicator.stochastic", params: { length: { $param: "length" } }, at: [1, 0] },
    turn: { kind: "compare.crossover", params: { direction: "above" }, at: [2, 0] },
    bottom: { kind: "compare.compare", params: { relation: "below", level: { $param: "low" } }, at: [2, 1] },
    top: { kind: "compare.compare", params: { relation: "above", level: { $param: "high" } }, at: [2, 2] },
    both: { kind: "logic.all", at: [3, 0] },
    buy: { kind: "order.enter", params: { direction: "long", amount: 100, unit: "equity-percent" }, at: [4, 0] },
    sell: { kind: "order.exit", at: [4, 2] },
    stop: { kind: "exit.stop-loss", params: { distance: 6, unit: "percent" }, at: [4, 3] },
  },
  wires: [
    "price.high > stochastic.high",
    "price.low > stochastic.low",
    "price.close > stochastic.close",
    "stochastic.k > turn.a",
    "stochastic.d > turn.b",
    "stochastic.d > bottom.a",
    "stochastic.d > top.a",
    "turn.crossed > both.a",
    "bottom.result > both.b",
    "both.result > buy.when",
    "top.result > sell.when",
  ],
});

import { template } from "./template.ts";

export const chandelierExit = template({
  id: "chandelier-exit",
  title: "New highs with a chandelier exit",
  summary:
    "Buys the highest close of the past 50 bars and hangs the exit a few average ranges below the highest high since. It lets winners run and needs them: most breakouts fail, and the few that last pay for the rest.",
  tags: ["breakout", "trend", "volatility", "long only"],
  difficulty: "intermediate",
  parameters: [
    { key: "entry", label: "Breakout length", type: "integer", default: 50, min: 5, max: 250, step: 1 },
    { key: "length", label: "Chandelier length", type: "integer", default: 22, min: 5, max: 100, step: 1 },
    { key: "factor", label: "Chandelier width in ATR", type: "number", default: 3, min: 1, max: 10, step: 0.1 },
  ],
  nodes: {
    price: { kind: "market.bars", at: [0, 0] },
    highest: { kind: "math.extreme", params: { which: "highest", length: { $param: "entry" } }, at: [1, 0] },
    chandelier: {
      kind: "indicator.chandelier",
      params: { length: { $param: "length" }, factor: { $param: "factor" } },
      at: [1, 1],
    },
    breakout: { kind: "compare.compare", params: { relation: "at-or-above" }, at: [2, 0] },
    fall: { kind: "compare.compare", params: { relation: "below" }, at: [2, 1] },
    buy: { kind: "order.enter", params: { direction: "long", amount: 100, unit: "equity-percent" }, at: [3, 0] },
    sell: { kind: "order.exit", at: [3, 1] },
  },
  wires: [
    "price.close > highest.source",
    "price.high > chandelier.high",
    "price.low > chandelier.low",
    "price.close > chandelier.close",
    "price.close > breakout.a",
    "highest.value > breakout.b",
    "price.close > fall.a",
    "chandelier.long > fall.b",
    "breakout.result > buy.when",
    "fall.result > sell.when",
  ],
});

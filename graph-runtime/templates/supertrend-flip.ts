import { template } from "./template.ts";

export const supertrendFlip = template({
  id: "supertrend-flip",
  title: "Supertrend flip with trailing stop",
  summary:
    "Buys when the Supertrend turns up and sells when it turns down; a trailing stop in percent leaves earlier in a sharp reversal. Rides long moves; a sideways year flips it back and forth.",
  tags: ["trend", "volatility", "trailing stop", "long only"],
  difficulty: "intermediate",
  parameters: [
    { key: "length", label: "Supertrend length", type: "integer", default: 10, min: 3, max: 100, step: 1 },
    { key: "factor", label: "Supertrend width in ATR", type: "number", default: 3, min: 1, max: 10, step: 0.1 },
    { key: "trail", label: "Trailing stop", type: "number", default: 8, min: 1, max: 40, step: 0.5 },
  ],
  nodes: {
    price: { kind: "market.bars", at: [0, 0] },
    supertrend: {
      kind: "indicator.supertrend",
      params: { length: { $param: "length" }, factor: { $param: "factor" } },
      at: [1, 0],
    },
    falling: { kind: "logic.not", at: [2, 1] },
    buy: { kind: "order.enter", params: { direction: "long", amount: 100, unit: "equity-percent" }, at: [3, 0] },
    sell: { kind: "order.exit", at: [3, 1] },
    trail: { kind: "exit.trailing-stop", params: { distance: { $param: "trail" }, unit: "percent" }, at: [3, 2] },
  },
  wires: [
    "price.high > supertrend.high",
    "price.low > supertrend.low",
    "price.close > supertrend.close",
    "supertrend.rising > falling.a",
    "supertrend.rising > buy.when",
    "falling.result > sell.when",
  ],
});

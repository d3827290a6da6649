import { template } from "./template.ts";

export const supertrendAtrTrail = template({
  id: "supertrend-atr-trail",
  title: "Supertrend both ways with an ATR trail",
  summary:
    "Long while the Supertrend rises, short while it falls, turning over at each flip; a trailing stop in average ranges gives back less of a move that ends abruptly. Trends in either direction pay; a market without one turns it over for nothing.",
  tags: ["trend", "volatility", "trailing stop", "long and short"],
  difficulty: "intermediate",
  parameters: [
    { key: "length", label: "Supertrend length", type: "integer", default: 14, min: 3, max: 100, step: 1 },
    { key: "factor", label: "Supertrend width in ATR", type: "number", default: 4, min: 1, max: 10, step: 0.1 },
    { key: "trail", label: "Trailing stop in ATR", type: "number", default: 5, min: 1, max: 15, step: 0.5 },
  ],
  nodes: {
    price: { kind: "market.bars", at: [0, 0] },
    supertrend: {
      kind: "indicator.supertrend",
      params: { length: { $param: "length" }, factor: { $param: "factor" } },
      at: [1, 0],
    },
    range: { kind: "indicator.atr", params: { length: { $param: "length" } }, at: [1, 2] },
    falling: { kind: "logic.not", at: [2, 1] },
    long: {
      kind: "order.enter",
      params: { direction: "long", amount: 95, unit: "equity-percent", reverse: true },
      at: [3, 0],
    },
    short: {
      kind: "order.enter",
      params: { direction: "short", amount: 95, unit: "equity-percent", reverse: true },
      at: [3, 1],
    },
    trail: { kind: "exit.trailing-stop", params: { unit: "price", times: { $param: "trail" } }, at: [3, 2] },
  },
  wires: [
    "price.high > supertrend.high",
    "price.low > supertrend.low",
    "price.close > supertrend.close",
    "price.high > range.high",
    "price.low > range.low",
    "price.close > range.close",
    "supertrend.rising > falling.a",
    "supertrend.rising > long.when",
    "falling.result > short.when",
    "range.value > trail.distance",
  ],
});

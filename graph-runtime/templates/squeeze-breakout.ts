import { template } from "./template.ts";

export const squeezeBreakout = template({
  id: "squeeze-breakout",
  title: "Squeeze breakout",
  summary:
    "Waits for volatility to dry up (Bollinger bands inside the Keltner channel), then buys when the squeeze lets go and momentum points up; sells when momentum turns down. Quiet tends to be followed by movement, though not always in the first direction.",
  tags: ["breakout", "volatility", "momentum", "long only"],
  difficulty: "advanced",
  parameters: [
    { key: "length", label: "Length", type: "integer", default: 20, min: 5, max: 100, step: 1 },
    { key: "width", label: "Keltner width", type: "number", default: 1.5, min: 0.5, max: 4, step: 0.1 },
  ],
  nodes: {
    price: { kind: "market.bars", at: [0, 0] },
    squeeze: {
      kind: "indicator.squeeze",
      params: { length: { $param: "length" }, keltner: { $param: "width" } },
      at: [1, 0],
    },
    release: { kind: "compare.changed", params: { to: "false" }, at: [2, 0] },
    up: { kind: "compare.compare", params: { relation: "above", level: 0 }, at: [2, 1] },
    down: { kind: "compare.compare", params: { relation: "below", level: 0 }, at: [2, 2] },
    both: { kind: "logic.all", at: [3, 0] },
    buy: { kind: "order.enter", params: { direction: "long", amount: 100, unit: "equity-percent" }, at: [4, 0] },
    sell: { kind: "order.exit", at: [4, 2] },
  },
  wires: [
    "price.high > squeeze.high",
    "price.low > squeeze.low",
    "price.close > squeeze.close",
    "squeeze.on > release.condition",
    "squeeze.momentum > up.a",
    "squeeze.momentum > down.a",
    "release.result > both.a",
    "up.result > both.b",
    "both.result > buy.when",
    "down.result > sell.when",
  ],
});

import { template } from "./template.ts";

export const keltnerBreakout = template({
  id: "keltner-breakout",
  title: "Keltner channel breakout",
  summary:
    "Buys when the close pushes out of the top of a channel as wide as the usual daily range, and sells when it falls back through the middle. Good when quiet markets turn into strong ones; false breaks cost a little each.",
  tags: ["breakout", "trend", "volatility", "long only"],
  difficulty: "beginner",
  parameters: [
    { key: "length", label: "Channel length", type: "integer", default: 20, min: 5, max: 200, step: 1 },
    { key: "factor", label: "Channel width in ATR", type: "number", default: 1.5, min: 0.5, max: 5, step: 0.1 },
  ],
  nodes: {
    price: { kind: "market.bars", at: [0, 0] },
    channel: {
      kind: "indicator.keltner",
      params: { length: { $param: "length" }, factor: { $param: "factor" } },
      at: [1, 0],
    },
    breakout: { kind: "compare.crossover", params: { direction: "above" }, at: [2, 0] },
    back: { kind: "compare.compare", params: { relation: "below" }, at: [2, 1] },
    buy: { kind: "order.enter", params: { direction: "long", amount: 100, unit: "equity-percent" }, at: [3, 0] },
    sell: { kind: "order.exit", at: [3, 1] },
  },
  wires: [
    "price.high > channel.high",
    "price.low > channel.low",
    "price.close > channel.close",
    "price.close > breakout.a",
    "channel.upper > breakout.b",
    "price.close > back.a",
    "channel.middle > back.b",
    "breakout.crossed > buy.when",
    "back.result > sell.when",
  ],
});

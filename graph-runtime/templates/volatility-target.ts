import { template } from "./template.ts";

export const volatilityTarget = template({
  id: "volatility-target",
  title: "Trend with a volatility target",
  summary:
    "Follows the 200-bar average, but buys less when the market is wild: the share of equity is what brings the position to a chosen volatility. Smoother than all-in trend following; gains less in calm booms than a leveraged one would.",
  tags: ["trend", "volatility", "sizing", "long only"],
  difficulty: "intermediate",
  parameters: [
    { key: "length", label: "Trend length", type: "integer", default: 200, min: 20, max: 400, step: 1 },
    { key: "target", label: "Volatility target, % a year", type: "number", default: 12, min: 2, max: 60, step: 1 },
  ],
  nodes: {
    price: { kind: "market.bars", at: [0, 0] },
    trend: { kind: "indicator.sma", params: { length: { $param: "length" } }, at: [1, 0] },
    volatility: { kind: "indicator.volatility", params: { length: 20 }, at: [1, 2] },
    up: { kind: "compare.compare", params: { relation: "above" }, at: [2, 0] },
    down: { kind: "logic.not", at: [3, 1] },
    share: {
      kind: "sizing.volatility-target",
      params: { target: { $param: "target" }, most: 100 },
      at: [2, 2],
    },
    buy: { kind: "order.enter", params: { direction: "long", amount: 100, unit: "equity-percent" }, at: [4, 0] },
    sell: { kind: "order.exit", at: [4, 1] },
  },
  wires: [
    "price.close > trend.source",
    "price.close > up.a",
    "trend.value > up.b",
    "price.open > volatility.open",
    "price.high > volatility.high",
    "price.low > volatility.low",
    "price.close > volatility.close",
    "volatility.value > share.volatility",
    "up.result > buy.when",
    "share.size > buy.size",
    "up.result > down.a",
    "down.result > sell.when",
  ],
});

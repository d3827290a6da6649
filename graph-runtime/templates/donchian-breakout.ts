import { template } from "./template.ts";

export const donchianBreakout = template({
  id: "donchian-breakout",
  title: "Donchian breakout",
  summary:
    "Buys when the close breaks above the highest high of the past 20 bars and leaves when it falls below the lowest low of the past 10. Many small losses, few large gains.",
  tags: ["breakout", "trend", "turtle", "long only"],
  difficulty: "beginner",
  parameters: [
    { key: "entry", label: "Breakout length", type: "integer", default: 20, min: 5, max: 200, step: 1 },
    { key: "leave", label: "Exit length", type: "integer", default: 10, min: 3, max: 200, step: 1 },
  ],
  nodes: {
    price: { kind: "market.bars", at: [0, 1] },
    channel: { kind: "indicator.donchian", params: { length: { $param: "entry" } }, at: [1, 0] },
    floor: { kind: "indicator.donchian", params: { length: { $param: "leave" } }, at: [1, 2] },
    ceiling: { kind: "math.bars-ago", params: { bars: 1 }, at: [2, 0], label: "Previous upper" },
    ground: { kind: "math.bars-ago", params: { bars: 1 }, at: [2, 2], label: "Previous lower" },
    breakout: { kind: "compare.compare", params: { relation: "above" }, at: [3, 0] },
    breakdown: { kind: "compare.compare", params: { relation: "below" }, at: [3, 2] },
    buy: { kind: "order.enter", params: { direction: "long", amount: 100, unit: "equity-percent" }, at: [4, 0] },
    sell: { kind: "order.exit", at: [4, 2] },
  },
  wires: [
    "price.high > channel.high",
    "price.low > channel.low",
    "price.high > floor.high",
    "price.low > floor.low",
    "channel.upper > ceiling.source",
    "floor.lower > ground.source",
    "price.close > breakout.a",
    "ceiling.value > breakout.b",
    "price.close > breakdown.a",
    "ground.value > breakdown.b",
    "breakout.result > buy.when",
    "breakdown.result > sell.when",
  ],
});

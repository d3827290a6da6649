import { template } from "./template.ts";

export const openingRangeBreakout = template({
  id: "opening-range-breakout",
  title: "Opening-range breakout",
  summary:
    "Marks the high and low of the first minutes of the session, buys the first close above them, once a day, with a stop as far away as the range is wide, and is out before the close. A bet that the first move of the day goes on; quiet days stop it out.",
  tags: ["breakout", "intraday", "stop loss", "long only"],
  difficulty: "intermediate",
  universe: ["SYN-USX"],
  settings: { timeframe: "1m" },
  parameters: [
    { key: "minutes", label: "Opening range", type: "integer", default: 15, min: 1, max: 120, step: 1 },
    { key: "stop", label: "Stop, times the range", type: "number", default: 1, min: 0.2, max: 5, step: 0.1 },
  ],
  nodes: {
    price: { kind: "market.bars", at: [0, 0] },
    range: { kind: "value.opening-range", params: { minutes: { $param: "minutes" } }, at: [1, 0] },
    above: { kind: "compare.compare", params: { relation: "above" }, at: [2, 0] },
    width: { kind: "math.arithmetic", params: { operation: "subtract" }, at: [2, 2], label: "Width of the range" },
    breakout: { kind: "logic.all", at: [3, 0], label: "Above the finished range" },
    first: { kind: "state.once-per", params: { times: 1, period: "day" }, at: [4, 0] },
    buy: { kind: "order.enter", params: { direction: "long", amount: 95, unit: "equity-percent" }, at: [5, 0] },
    stop: { kind: "exit.stop-loss", params: { unit: "price", times: { $param: "stop" } }, at: [5, 1] },
    flat: { kind: "exit.time", params: { at: "15:45" }, at: [5, 2] },
  },
  wires: [
    "price.high > range.high",
    "price.low > range.low",
    "price.close > above.a",
    "range.high > above.b",
    "range.high > width.a",
    "range.low > width.b",
    "above.result > breakout.a",
    "range.done > breakout.b",
    "breakout.result > first.event",
    "first.event > buy.when",
    "width.value > stop.distance",
  ],
});

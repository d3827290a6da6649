import { template } from "./template.ts";

export const donchianAtr = template({
  id: "donchian-atr",
  title: "Donchian breakout sized by risk",
  summary:
    "A 55-bar breakout that stakes a fixed share of equity on each trade: the stop sits a few average ranges away, and the size is what loses that share if it is hit. Small positions in wild markets, large ones in calm ones; needs trends to pay for its many small losses.",
  tags: ["breakout", "trend", "volatility", "sizing", "stop loss", "long only"],
  difficulty: "advanced",
  parameters: [
    { key: "entry", label: "Breakout length", type: "integer", default: 55, min: 10, max: 250, step: 1 },
    { key: "leave", label: "Exit length", type: "integer", default: 20, min: 5, max: 200, step: 1 },
    { key: "risk", label: "Equity at risk", type: "number", default: 2, min: 0.1, max: 10, step: 0.1 },
    { key: "width", label: "Stop distance in ATR", type: "number", default: 3, min: 0.5, max: 10, step: 0.1 },
  ],
  // a small distance to the stop asks for more than the account can buy: take what it can
  settings: { execution: { beyondBuyingPower: "shrink" } },
  nodes: {
    price: { kind: "market.bars", at: [0, 1] },
    highest: { kind: "math.extreme", params: { which: "highest", length: { $param: "entry" } }, at: [1, 0] },
    lowest: { kind: "math.extreme", params: { which: "lowest", length: { $param: "leave" } }, at: [1, 1] },
    range: { kind: "indicator.atr", params: { length: 20 }, at: [1, 2] },
    ceiling: { kind: "math.bars-ago", params: { bars: 1 }, at: [2, 0], label: "Earlier highest" },
    ground: { kind: "math.bars-ago", params: { bars: 1 }, at: [2, 1], label: "Earlier lowest" },
    distance: {
      kind: "math.arithmetic",
      params: { operation: "multiply", number: { $param: "width" } },
      at: [2, 2],
      label: "Stop distance",
    },
    breakout: { kind: "compare.compare", params: { relation: "above" }, at: [3, 0] },
    breakdown: { kind: "compare.compare", params: { relation: "below" }, at: [3, 1] },
    buy: {
      kind: "order.enter",
      params: { direction: "long", amount: { $param: "risk" }, unit: "risk-percent" },
      at: [4, 0],
    },
    sell: { kind: "order.exit", at: [4, 1] },
    stop: { kind: "exit.stop-loss", params: { unit: "price" }, at: [4, 2] },
  },
  wires: [
    "price.high > highest.source",
    "price.low > lowest.source",
    "price.high > range.high",
    "price.low > range.low",
    "price.close > range.close",
    "highest.value > ceiling.source",
    "lowest.value > ground.source",
    "range.value > distance.a",
    "price.close > breakout.a",
    "ceiling.value > breakout.b",
    "price.close > breakdown.a",
    "ground.value > breakdown.b",
    "breakout.result > buy.when",
    "breakdown.result > sell.when",
    "distance.value > stop.distance",
  ],
});

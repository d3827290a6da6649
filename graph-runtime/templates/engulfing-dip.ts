import { template } from "./template.ts";

export const engulfingDip = template({
  id: "engulfing-dip",
  title: "Bullish engulfing in an uptrend",
  summary:
    "Above the 100-bar average, buys after a bullish engulfing candle, a day whose body swallows the one before, and leaves after a set number of bars or at the stop. One candle says little by itself; the trend filter does most of the work.",
  tags: ["pattern", "candles", "trend filter", "stop loss", "long only"],
  difficulty: "intermediate",
  parameters: [
    { key: "trend", label: "Trend length", type: "integer", default: 100, min: 10, max: 400, step: 1 },
    { key: "bars", label: "Hold, bars", type: "integer", default: 15, min: 1, max: 60, step: 1 },
    { key: "stop", label: "Stop loss", type: "number", default: 3, min: 0.5, max: 20, step: 0.5 },
  ],
  nodes: {
    price: { kind: "market.bars", at: [0, 0] },
    held: { kind: "market.position", at: [0, 2] },
    pattern: { kind: "indicator.candle-pattern", params: { pattern: "engulfing" }, at: [1, 0] },
    trend: { kind: "indicator.sma", params: { length: { $param: "trend" } }, at: [1, 1] },
    uptrend: { kind: "compare.compare", params: { relation: "above" }, at: [2, 1] },
    enough: { kind: "compare.compare", params: { relation: "at-or-above", level: { $param: "bars" } }, at: [2, 2] },
    both: { kind: "logic.all", at: [3, 0] },
    buy: { kind: "order.enter", params: { direction: "long", amount: 100, unit: "equity-percent" }, at: [4, 0] },
    sell: { kind: "order.exit", at: [4, 2] },
    stop: { kind: "exit.stop-loss", params: { distance: { $param: "stop" }, unit: "percent" }, at: [4, 3] },
  },
  wires: [
    "price.open > pattern.open",
    "price.high > pattern.high",
    "price.low > pattern.low",
    "price.close > pattern.close",
    "price.close > trend.source",
    "price.close > uptrend.a",
    "trend.value > uptrend.b",
    "pattern.bullish > both.a",
    "uptrend.result > both.b",
    "both.result > buy.when",
    "held.barsHeld > enough.a",
    "enough.result > sell.when",
  ],
});

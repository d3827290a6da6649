import { template } from "./template.ts";

export const connorsRsi2 = template({
  id: "connors-rsi-2",
  title: "RSI-2 pullback",
  summary:
    "Larry Connors' classic: above the 200-bar average, buy when the 2-bar RSI is below 10; sell at the first close above the 5-bar average. Short trades with a high share of winners on indices; without a stop, a crash hits it in full.",
  tags: ["mean reversion", "rsi", "trend filter", "long only"],
  difficulty: "intermediate",
  parameters: [
    { key: "trend", label: "Trend length", type: "integer", default: 200, min: 20, max: 400, step: 1 },
    { key: "oversold", label: "Oversold level", type: "number", default: 10, min: 1, max: 40, step: 1 },
    { key: "leave", label: "Exit average", type: "integer", default: 5, min: 2, max: 50, step: 1 },
  ],
  nodes: {
    price: { kind: "market.bars", at: [0, 1] },
    trend: { kind: "indicator.sma", params: { length: { $param: "trend" } }, at: [1, 0] },
    rsi: { kind: "indicator.rsi", params: { length: 2 }, at: [1, 1] },
    short: { kind: "indicator.sma", params: { length: { $param: "leave" } }, at: [1, 2] },
    uptrend: { kind: "compare.compare", params: { relation: "above" }, at: [2, 0] },
    dip: { kind: "compare.compare", params: { relation: "below", level: { $param: "oversold" } }, at: [2, 1] },
    bounce: { kind: "compare.compare", params: { relation: "above" }, at: [2, 2] },
    both: { kind: "logic.all", at: [3, 0] },
    buy: { kind: "order.enter", params: { direction: "long", amount: 100, unit: "equity-percent" }, at: [4, 0] },
    sell: { kind: "order.exit", at: [4, 2] },
  },
  wires: [
    "price.close > trend.source",
    "price.close > rsi.source",
    "price.close > short.source",
    "price.close > uptrend.a",
    "trend.value > uptrend.b",
    "rsi.value > dip.a",
    "price.close > bounce.a",
    "short.value > bounce.b",
    "uptrend.result > both.a",
    "dip.result > both.b",
    "both.result > buy.when",
    "bounce.result > sell.when",
  ],
});

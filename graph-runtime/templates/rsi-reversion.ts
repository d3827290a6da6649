import { template } from "./template.ts";

export const rsiReversion = template({
  id: "rsi-reversion",
  title: "RSI mean reversion",
  summary:
    "In an uptrend (price above its 200-bar average) buys when a short RSI shows a sharp dip, and sells once the RSI has recovered. A stop loss limits the bad dips.",
  tags: ["mean reversion", "rsi", "trend filter", "long only"],
  difficulty: "intermediate",
  parameters: [
    { key: "oversold", label: "Oversold level", type: "number", default: 25, min: 1, max: 50, step: 1 },
    { key: "recovered", label: "Recovered level", type: "number", default: 60, min: 50, max: 99, step: 1 },
  ],
  nodes: {
    price: { kind: "market.bars", at: [0, 1] },
    trend: { kind: "indicator.sma", params: { length: 200 }, at: [1, 0] },
    rsi: { kind: "indicator.rsi", params: { length: 4 }, at: [1, 1] },
    uptrend: { kind: "compare.compare", params: { relation: "above" }, at: [2, 0] },
    dip: { kind: "compare.compare", params: { relation: "below", level: { $param: "oversold" } }, at: [2, 1] },
    recovery: { kind: "compare.compare", params: { relation: "above", level: { $param: "recovered" } }, at: [2, 2] },
    both: { kind: "logic.all", at: [3, 0] },
    buy: { kind: "order.enter", params: { direction: "long", amount: 100, unit: "equity-percent" }, at: [4, 0] },
    sell: { kind: "order.exit", at: [4, 1] },
    stop: { kind: "exit.stop-loss", params: { distance: 8, unit: "percent" }, at: [4, 2] },
  },
  wires: [
    "price.close > trend.source",
    "price.close > rsi.source",
    "price.close > uptrend.a",
    "trend.value > uptrend.b",
    "rsi.value > dip.a",
    "rsi.value > recovery.a",
    "uptrend.result > both.a",
    "dip.result > both.b",
    "both.result > buy.when",
    "recovery.result > sell.when",
  ],
});

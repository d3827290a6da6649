import { template } from "./template.ts";

export const rsiWeeklyTrend = template({
  id: "rsi-weekly-trend",
  title: "RSI dips in a weekly uptrend",
  summary:
    "Buys daily dips of the RSI only while the Supertrend of the closed weekly bars points up, and lets a trailing stop take the trade out. Buying dips works best when the larger trend agrees; it has little to do in bear markets.",
  tags: ["mean reversion", "trend filter", "several timeframes", "trailing stop", "long only"],
  difficulty: "advanced",
  parameters: [
    { key: "length", label: "RSI length", type: "integer", default: 5, min: 2, max: 50, step: 1 },
    { key: "dip", label: "Dip below", type: "number", default: 30, min: 5, max: 60, step: 1 },
    { key: "trail", label: "Trailing stop", type: "number", default: 6, min: 1, max: 30, step: 0.5 },
  ],
  nodes: {
    price: { kind: "market.bars", at: [0, 0] },
    weeks: { kind: "market.higher-bars", params: { timeframe: "1w" }, at: [0, 1] },
    rsi: { kind: "indicator.rsi", params: { length: { $param: "length" } }, at: [1, 0] },
    trend: { kind: "indicator.supertrend", params: { length: 10, factor: 2 }, at: [1, 1] },
    dip: { kind: "compare.compare", params: { relation: "below", level: { $param: "dip" } }, at: [2, 0] },
    uptrend: { kind: "market.last-closed-condition", at: [2, 1] },
    both: { kind: "logic.all", at: [3, 0] },
    buy: { kind: "order.enter", params: { direction: "long", amount: 100, unit: "equity-percent" }, at: [4, 0] },
    trail: { kind: "exit.trailing-stop", params: { distance: { $param: "trail" }, unit: "percent" }, at: [4, 1] },
  },
  wires: [
    "price.close > rsi.source",
    "weeks.high > trend.high",
    "weeks.low > trend.low",
    "weeks.close > trend.close",
    "rsi.value > dip.a",
    "trend.rising > uptrend.source",
    "dip.result > both.a",
    "uptrend.result > both.b",
    "both.result > buy.when",
  ],
});

import { template } from "./template.ts";

export const overnightHold = template({
  id: "overnight-hold",
  title: "Buy today, sell tomorrow",
  summary:
    "When the day is well up shortly before the close, buys and holds over night, and sells in the first minutes of the next session. Much of what shares have earned came between the close and the next open; a bad night comes without a stop.",
  tags: ["intraday", "overnight", "momentum", "long only"],
  difficulty: "intermediate",
  universe: ["SYN-USX"],
  settings: { timeframe: "1m" },
  parameters: [{ key: "up", label: "Day up by at least, %", type: "number", default: 0.5, min: 0, max: 10, step: 0.1 }],
  nodes: {
    price: { kind: "market.bars", at: [0, 0] },
    today: { kind: "value.period-so-far", params: { period: "day" }, at: [1, 0] },
    strong: { kind: "compare.compare", params: { relation: "at-or-above", level: { $param: "up" } }, at: [2, 0] },
    late: { kind: "time.window", params: { from: "15:50", to: "15:55" }, at: [2, 1], label: "Before the close" },
    both: { kind: "logic.all", at: [3, 0] },
    morning: { kind: "time.window", params: { from: "09:30", to: "09:40" }, at: [3, 1], label: "After the open" },
    buy: { kind: "order.enter", params: { direction: "long", amount: 95, unit: "equity-percent" }, at: [4, 0] },
    sell: { kind: "order.exit", at: [4, 1] },
  },
  wires: [
    "price.open > today.open",
    "price.high > today.high",
    "price.low > today.low",
    "price.close > today.close",
    "today.change > strong.a",
    "strong.result > both.a",
    "late.result > both.b",
    "both.result > buy.when",
    "morning.result > sell.when",
  ],
});

import { template } from "./template.ts";

export const turnaroundTuesday = template({
  id: "turnaround-tuesday",
  title: "Turnaround Tuesday",
  summary:
    "When a Monday closes clearly lower, buys the Tuesday open and sells a few bars later. A weekday effect that has been kind to stock indices after falls; it trades seldom and is easily eaten up by costs.",
  tags: ["seasonality", "calendar", "mean reversion", "long only"],
  difficulty: "beginner",
  parameters: [
    { key: "fall", label: "Monday falls by, %", type: "number", default: 0.5, min: 0.1, max: 10, step: 0.1 },
    { key: "bars", label: "Hold, bars", type: "integer", default: 3, min: 1, max: 20, step: 1 },
  ],
  nodes: {
    price: { kind: "market.bars", at: [0, 0] },
    monday: {
      kind: "time.weekday",
      params: { monday: true, tuesday: false, wednesday: false, thursday: false, friday: false },
      at: [0, 1],
      label: "Monday",
    },
    held: { kind: "market.position", at: [0, 3] },
    fall: {
      kind: "compare.moved-by",
      params: { direction: "down", amount: { $param: "fall" }, unit: "percent", length: 1 },
      at: [1, 0],
    },
    both: { kind: "logic.all", at: [2, 0] },
    enough: { kind: "compare.compare", params: { relation: "at-or-above", level: { $param: "bars" } }, at: [2, 2] },
    buy: { kind: "order.enter", params: { direction: "long", amount: 100, unit: "equity-percent" }, at: [3, 0] },
    sell: { kind: "order.exit", at: [3, 2] },
  },
  wires: [
    "price.close > fall.source",
    "fall.result > both.a",
    "monday.result > both.b",
    "both.result > buy.when",
    "held.barsHeld > enough.a",
    "enough.result > sell.when",
  ],
});

import { template } from "./template.ts";

export const turnOfMonth = template({
  id: "turn-of-month",
  title: "Turn of the month",
  summary:
    "Holds the index from the last days of each month into the first days of the next, when money tends to flow into it, and cash in between. In the market a third of the time; the effect is small and comes and goes over the years.",
  tags: ["seasonality", "calendar", "long only"],
  difficulty: "beginner",
  parameters: [
    { key: "from", label: "Buy from day", type: "integer", default: 26, min: 20, max: 28, step: 1 },
    { key: "leave", label: "Sell from day", type: "integer", default: 4, min: 1, max: 15, step: 1 },
  ],
  nodes: {
    date: { kind: "time.calendar", at: [0, 0] },
    late: { kind: "compare.compare", params: { relation: "at-or-above", level: { $param: "from" } }, at: [1, 0] },
    middle: { kind: "compare.between", params: { lower: { $param: "leave" }, upper: 19 }, at: [1, 1] },
    buy: { kind: "order.enter", params: { direction: "long", amount: 100, unit: "equity-percent" }, at: [2, 0] },
    sell: { kind: "order.exit", at: [2, 1] },
  },
  wires: ["date.day > late.a", "date.day > middle.source", "late.result > buy.when", "middle.result > sell.when"],
});

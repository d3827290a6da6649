import { template } from "./template.ts";

export const momentum12To1 = template({
  id: "momentum-12-1",
  title: "Momentum, twelve months less one",
  summary:
    "Holds the index while its gain over the past year, without the last month, is positive, and cash otherwise. The best-studied effect in markets and a slow one: few trades, out of long bear markets, badly late in a fast crash and recovery.",
  tags: ["momentum", "regime", "long only"],
  difficulty: "beginner",
  parameters: [
    { key: "skip", label: "Skip, bars", type: "integer", default: 21, min: 1, max: 60, step: 1 },
    { key: "length", label: "Look back, bars", type: "integer", default: 231, min: 20, max: 400, step: 1 },
  ],
  nodes: {
    price: { kind: "market.bars", at: [0, 0] },
    before: { kind: "math.bars-ago", params: { bars: { $param: "skip" } }, at: [1, 0], label: "A month ago" },
    gain: { kind: "math.change", params: { length: { $param: "length" }, unit: "percent" }, at: [2, 0] },
    up: { kind: "compare.compare", params: { relation: "above", level: 0 }, at: [3, 0] },
    down: { kind: "logic.not", at: [4, 1] },
    buy: { kind: "order.enter", params: { direction: "long", amount: 100, unit: "equity-percent" }, at: [5, 0] },
    sell: { kind: "order.exit", at: [5, 1] },
  },
  wires: [
    "price.close > before.source",
    "before.value > gain.source",
    "gain.value > up.a",
    "up.result > down.a",
    "up.result > buy.when",
    "down.result > sell.when",
  ],
});

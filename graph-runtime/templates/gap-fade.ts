import { template } from "./template.ts";

export const gapFade = template({
  id: "gap-fade",
  title: "Gap fade",
  summary:
    "When a whole day trades below the close before it and leaves a gap, remembers that close, buys the next open and sells when the gap is filled. Gaps in a calm market tend to be filled within days; gaps on real news often are not, hence the stop.",
  tags: ["mean reversion", "gap", "stop loss", "long only"],
  difficulty: "advanced",
  parameters: [
    {
      key: "share",
      label: "High below, times the close before",
      type: "number",
      default: 0.999,
      min: 0.9,
      max: 1,
      step: 0.001,
    },
    { key: "stop", label: "Stop loss", type: "number", default: 4, min: 0.5, max: 20, step: 0.5 },
  ],
  nodes: {
    price: { kind: "market.bars", at: [0, 0] },
    before: { kind: "math.bars-ago", params: { bars: 1 }, at: [1, 0], label: "Close before" },
    edge: {
      kind: "math.arithmetic",
      params: { operation: "multiply", number: { $param: "share" } },
      at: [2, 0],
      label: "Edge of a gap",
    },
    gap: { kind: "compare.compare", params: { relation: "below" }, at: [3, 0], label: "Gap down" },
    goal: { kind: "state.value-when", at: [4, 1], label: "Close before the gap" },
    filled: { kind: "compare.compare", params: { relation: "at-or-above" }, at: [5, 1], label: "Gap filled" },
    buy: { kind: "order.enter", params: { direction: "long", amount: 100, unit: "equity-percent" }, at: [6, 0] },
    sell: { kind: "order.exit", at: [6, 1] },
    stop: { kind: "exit.stop-loss", params: { distance: { $param: "stop" }, unit: "percent" }, at: [6, 2] },
  },
  wires: [
    "price.close > before.source",
    "before.value > edge.a",
    "price.high > gap.a",
    "edge.value > gap.b",
    "gap.result > goal.when",
    "before.value > goal.source",
    "price.close > filled.a",
    "goal.value > filled.b",
    "gap.result > buy.when",
    "filled.result > sell.when",
  ],
});

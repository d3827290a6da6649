import { template } from "./template.ts";

export const parabolicSar = template({
  id: "parabolic-sar",
  title: "Parabolic SAR, stop and reverse",
  summary:
    "Always in the market: long while the parabolic line runs below the price, short while it runs above. It earns in strong swings both ways and pays for every flat stretch; half size on the short side, because indices rise more than they fall.",
  tags: ["trend", "reversal", "long and short"],
  difficulty: "intermediate",
  parameters: [
    { key: "step", label: "Acceleration", type: "number", default: 0.01, min: 0.005, max: 0.1, step: 0.005 },
    { key: "most", label: "Most acceleration", type: "number", default: 0.1, min: 0.05, max: 0.5, step: 0.01 },
  ],
  nodes: {
    price: { kind: "market.bars", at: [0, 0] },
    sar: {
      kind: "indicator.parabolic-sar",
      params: { step: { $param: "step" }, most: { $param: "most" } },
      at: [1, 0],
    },
    up: { kind: "compare.crossover", params: { direction: "above", level: 0 }, at: [2, 0] },
    down: { kind: "compare.crossover", params: { direction: "below", level: 0 }, at: [2, 1] },
    long: {
      kind: "order.enter",
      params: { direction: "long", amount: 95, unit: "equity-percent", reverse: true },
      at: [3, 0],
    },
    short: {
      kind: "order.enter",
      params: { direction: "short", amount: 50, unit: "equity-percent", reverse: true },
      at: [3, 1],
    },
  },
  wires: [
    "price.high > sar.high",
    "price.low > sar.low",
    "sar.direction > up.a",
    "sar.direction > down.a",
    "up.crossed > long.when",
    "down.crossed > short.when",
  ],
});

import { template } from "./template.ts";

export const regimeRotation = template({
  id: "regime-rotation",
  title: "Regime switch between two instruments",
  summary:
    "Holds one instrument while its price is above its 200-bar average, and the other one while it is below: shares and bonds, or whatever you name. Few trades, always invested, late at every turn.",
  tags: ["regime", "rotation", "trend", "long only", "several instruments"],
  difficulty: "intermediate",
  universe: ["SYN-TEC1", "SYN-CON1"],
  parameters: [{ key: "length", label: "Average, bars", type: "integer", default: 200, min: 10, max: 400, step: 1 }],
  nodes: {
    first: { kind: "market.instrument", params: { symbol: "SYN-TEC1" }, at: [0, 0] },
    price: { kind: "market.bars", at: [1, 0] },
    average: { kind: "indicator.sma", params: { length: { $param: "length" } }, at: [2, 1] },
    good: { kind: "compare.compare", params: { relation: "above" }, at: [3, 0] },
    sides: { kind: "market.universe", params: { symbols: "SYN-TEC1" }, at: [3, 1] },
    choice: { kind: "portfolio.switch", at: [4, 0] },
    weights: { kind: "portfolio.weights-equal", at: [5, 0] },
    trade: { kind: "portfolio.rebalance", params: { corridor: 5 }, at: [6, 0] },
  },
  wires: [
    "first.instrument > price.instrument",
    "price.close > average.source",
    "price.close > good.a",
    "average.value > good.b",
    "good.result > choice.when",
    "sides.members > choice.whenTrue",
    "sides.others > choice.whenFalse",
    "choice.members > weights.among",
    "weights.weights > trade.weights",
  ],
});

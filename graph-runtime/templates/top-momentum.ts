import { template } from "./template.ts";

const sectors = ["TEC", "FIN", "HLT", "ENG", "CON"];

export const topMomentum = template({
  id: "top-momentum",
  title: "Monthly top five by momentum",
  summary:
    "On the first session of each month holds the five shares that have risen most over half a year, the calm ones in larger amounts than the restless ones. Positions within five percent of their weight are left alone. Crowded in fast turns of the market; it needs a wide universe.",
  tags: ["momentum", "rotation", "portfolio", "inverse volatility", "long only", "several instruments"],
  difficulty: "intermediate",
  universe: sectors.flatMap((sector) => Array.from({ length: 8 }, (_, i) => `SYN-${sector}${i + 1}`)),
  parameters: [
    { key: "count", label: "Shares", type: "integer", default: 5, min: 1, max: 20, step: 1 },
    { key: "length", label: "Look back, bars", type: "integer", default: 126, min: 20, max: 400, step: 1 },
    { key: "corridor", label: "Corridor, %", type: "number", default: 5, min: 0, max: 20, step: 0.5 },
  ],
  nodes: {
    price: { kind: "market.bars", at: [0, 0] },
    gain: { kind: "math.change", params: { length: { $param: "length" }, unit: "percent" }, at: [1, 0] },
    risk: { kind: "indicator.volatility", params: { length: 60 }, at: [1, 1] },
    best: { kind: "portfolio.top", params: { count: { $param: "count" } }, at: [2, 0] },
    weights: { kind: "portfolio.weights-inverse", at: [3, 0] },
    month: { kind: "time.schedule", params: { period: "month" }, at: [3, 1] },
    trade: { kind: "portfolio.rebalance", params: { corridor: { $param: "corridor" } }, at: [4, 0] },
  },
  wires: [
    "price.close > gain.source",
    "price.open > risk.open",
    "price.high > risk.high",
    "price.low > risk.low",
    "price.close > risk.close",
    "gain.value > best.score",
    "best.members > weights.among",
    "risk.value > weights.risk",
    "weights.weights > trade.weights",
    "month.event > trade.when",
  ],
});

import { template } from "./template.ts";

export const regimeSwitch = template({
  id: "regime-switch",
  title: "Regime switch on weekly bars",
  summary:
    "Holds the index while its last closed week is above the 40-week average, and cash otherwise. About one decision a week and few trades; it stays out of the long bear markets and is late at every turn.",
  tags: ["regime", "trend", "several timeframes", "long only"],
  difficulty: "intermediate",
  parameters: [{ key: "weeks", label: "Average, weeks", type: "integer", default: 40, min: 4, max: 100, step: 1 }],
  nodes: {
    weeks: { kind: "market.higher-bars", params: { timeframe: "1w" }, at: [0, 0] },
    average: { kind: "indicator.sma", params: { length: { $param: "weeks" } }, at: [1, 0] },
    above: { kind: "compare.compare", params: { relation: "above" }, at: [2, 0] },
    good: { kind: "market.last-closed-condition", at: [3, 0] },
    bad: { kind: "logic.not", at: [4, 1] },
    buy: { kind: "order.enter", params: { direction: "long", amount: 100, unit: "equity-percent" }, at: [5, 0] },
    sell: { kind: "order.exit", at: [5, 1] },
  },
  wires: [
    "weeks.close > average.source",
    "weeks.close > above.a",
    "average.value > above.b",
    "above.result > good.source",
    "good.result > bad.a",
    "good.result > buy.when",
    "bad.result > sell.when",
  ],
});

/** Families group kinds in the palette and in the docs, in this order. */
export const FAMILIES = [
  "market",
  "values",
  "indicators",
  "math",
  "compare",
  "logic",
  "state",
  "time",
  "sizing",
  "orders",
  "exits",
  "risk",
  "portfolio",
  "alerts",
  "blocks",
] as const;
export type Family = (typeof FAMILIES)[number];

export const FAMILY_TITLES: Readonly<Record<Family, string>> = {
  market: "Market",
  values: "Values",
  indicators: "Indicators",
  math: "Math",
  compare: "Compare",
  logic: "Logic",
  state: "State",
  time: "Time",
  sizing: "Sizing",
  orders: "Orders",
  exits: "Exits",
  risk: "Risk",
  portfolio: "Portfolio",
  alerts: "Alerts",
  blocks: "Blocks",
};

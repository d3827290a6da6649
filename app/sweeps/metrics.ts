import type { ApiOutput } from "../trpc/context.ts";

export type Sweep = ApiOutput["sweeps"]["get"];
export type SweepMetric = Sweep["plan"]["objective"]["metric"];

/** The figures of a point, how they are called and written, and which end of them is the better one. */
export const metrics: readonly {
  readonly id: SweepMetric;
  readonly label: string;
  readonly unit: "fraction" | "ratio" | "money" | "count";
  readonly better: "most" | "least";
}[] = [
  { id: "sharpe", label: "Sharpe ratio", unit: "ratio", better: "most" },
  { id: "totalReturn", label: "Total return", unit: "fraction", better: "most" },
  { id: "cagr", label: "CAGR", unit: "fraction", better: "most" },
  { id: "netProfit", label: "Net profit", unit: "money", better: "most" },
  { id: "maxDrawdown", label: "Maximum drawdown", unit: "fraction", better: "least" },
  { id: "volatility", label: "Volatility", unit: "fraction", better: "least" },
  { id: "profitFactor", label: "Profit factor", unit: "ratio", better: "most" },
  { id: "winRate", label: "Win rate", unit: "fraction", better: "most" },
  { id: "trades", label: "Trades", unit: "count", better: "most" },
];

export function metricOf(id: SweepMetric) {
  const found = metrics.find((metric) => metric.id === id);
  if (!found) throw new Error(`there is no metric ${id}`);
  return found;
}

/** The name as it stands within a sentence: Sharpe and CAGR keep their capitals. */
export function metricInText(id: SweepMetric): string {
  const { label } = metricOf(id);
  return id === "sharpe" || id === "cagr" ? label : label.toLowerCase();
}

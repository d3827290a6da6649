import type { RiskRule } from "./risk-rule.ts";

/** No entry while equity is further below its peak than allowed. */
export function maxDrawdown(percent: number): RiskRule {
  return (_, { equity, peakEquity }) => {
    const down = (100 * (peakEquity - equity)) / peakEquity;
    return down < percent ? null : `equity is ${down.toFixed(2)} % below its peak, and ${percent} % ends all entries`;
  };
}

import type { RiskRule } from "./risk-rule.ts";

/** All positions together stay within a share of equity. */
export function maxGrossExposure(percent: number): RiskRule {
  return (order, { equity, grossValue }) => {
    const most = (equity * percent) / 100;
    const after = grossValue + order.value;
    if (after <= most) return null;
    return `all positions would be worth ${after.toFixed(2)}, above ${percent} % of equity, ${most.toFixed(2)}`;
  };
}

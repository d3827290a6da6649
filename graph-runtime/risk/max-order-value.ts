import type { RiskRule } from "./risk-rule.ts";

/** No single order above a share of equity. */
export function maxOrderValue(percent: number): RiskRule {
  return (order, { equity }) => {
    const most = (equity * percent) / 100;
    if (order.value <= most) return null;
    return `its value of ${order.value.toFixed(2)} is above ${percent} % of equity, ${most.toFixed(2)}`;
  };
}

import type { RiskRule } from "./risk-rule.ts";

/** No position above a share of equity, the order included. */
export function maxPositionValue(percent: number): RiskRule {
  return (order, { equity, positionValue }) => {
    const most = (equity * percent) / 100;
    const after = positionValue + order.value;
    if (after <= most) return null;
    return `the position would be worth ${after.toFixed(2)}, above ${percent} % of equity, ${most.toFixed(2)}`;
  };
}

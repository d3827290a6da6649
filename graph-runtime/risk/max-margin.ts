import type { RiskRule } from "./risk-rule.ts";

/** All positions together take no more margin than allowed, the order included. */
export function maxMargin(most: number): RiskRule {
  return (order, { grossValue, marginShare }) => {
    const after = (grossValue + order.value) * marginShare;
    return after <= most ? null : `the margin would be ${after.toFixed(2)}, and ${most.toFixed(2)} is allowed`;
  };
}

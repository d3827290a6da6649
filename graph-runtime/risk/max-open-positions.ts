import type { RiskRule } from "./risk-rule.ts";

/** No new position while as many as allowed are open; adding to one is no new position. */
export function maxOpenPositions(most: number): RiskRule {
  return (_, { openPositions, positionValue }) =>
    positionValue > 0 || openPositions < most ? null : `${openPositions} positions are open, and ${most} are allowed`;
}

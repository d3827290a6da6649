import type { RiskRule } from "./risk-rule.ts";

/** No entry once the session has lost a share of the equity that it began with. */
export function maxSessionLoss(percent: number): RiskRule {
  return (_, { equity, sessionStartEquity }) => {
    const lost = (100 * (sessionStartEquity - equity)) / sessionStartEquity;
    return lost < percent ? null : `the session has lost ${lost.toFixed(2)} %, and ${percent} % ends its entries`;
  };
}

import { maxDrawdown } from "./max-drawdown.ts";
import { maxGrossExposure } from "./max-gross-exposure.ts";
import { maxOpenPositions } from "./max-open-positions.ts";
import { maxOrderValue } from "./max-order-value.ts";
import { maxPositionValue } from "./max-position-value.ts";
import { maxSessionLoss } from "./max-session-loss.ts";
import type { RiskAccount, RiskOrder, RiskRule } from "./risk-rule.ts";

/** Limits of a run; what is not given does not limit. Percentages are of equity. */
export type RiskLimits = {
  readonly maxOrderPercent?: number | undefined;
  readonly maxPositionPercent?: number | undefined;
  readonly maxGrossPercent?: number | undefined;
  readonly maxOpenPositions?: number | undefined;
  readonly maxSessionLossPercent?: number | undefined;
  readonly maxDrawdownPercent?: number | undefined;
};

/** Returns the rules of the limits that are given, in the order in which they are asked. */
export function rulesOf(limits: RiskLimits): readonly RiskRule[] {
  const rules: RiskRule[] = [];
  const add = (limit: number | undefined, rule: (limit: number) => RiskRule): void => {
    if (limit !== undefined) rules.push(rule(limit));
  };
  add(limits.maxDrawdownPercent, maxDrawdown);
  add(limits.maxSessionLossPercent, maxSessionLoss);
  add(limits.maxOpenPositions, maxOpenPositions);
  add(limits.maxOrderPercent, maxOrderValue);
  add(limits.maxPositionPercent, maxPositionValue);
  add(limits.maxGrossPercent, maxGrossExposure);
  return rules;
}

/** Returns the first reason against an order, or null. Orders that close a position always pass: no rule may trap one. */
export function reviewOrder(rules: readonly RiskRule[], order: RiskOrder, account: RiskAccount): string | null {
  if (!order.isEntry) return null;
  for (const rule of rules) {
    const reason = rule(order, account);
    if (reason !== null) return reason;
  }
  return null;
}

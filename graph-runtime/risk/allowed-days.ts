import type { RiskRule } from "./risk-rule.ts";

const names = ["Sundays", "Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays"] as const;

/** Entries on some days of the week only, by the exchange's clock; 0 is Sunday. */
export function allowedDays(days: readonly number[]): RiskRule {
  return ({ weekday }) => (days.includes(weekday) ? null : `nothing is entered on ${names[weekday] ?? "such days"}`);
}

import type { RiskRule } from "./risk-rule.ts";

/** No more entries in a session than allowed; what still works counts as if it had filled. */
export function maxSessionEntries(most: number): RiskRule {
  return (_, { sessionEntries, workingEntries }) => {
    const count = sessionEntries + workingEntries;
    return count < most ? null : `the day has ${count} entries, and ${most} are allowed`;
  };
}

import type { RiskRule } from "./risk-rule.ts";

/** No entry for some bars after the last of too many losing trades in a row. */
export function pauseAfterLosses(losses: number, bars: number): RiskRule {
  return (_, { lossStreak, barsSinceLoss }) =>
    lossStreak < losses || barsSinceLoss >= bars
      ? null
      : `${lossStreak} trades in a row have lost, and ${losses} call for a pause of ${bars} bars, of which ${barsSinceLoss} have passed`;
}

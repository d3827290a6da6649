import type { RiskRule } from "./risk-rule.ts";

/** No entry for some bars after a trade has ended, or only after one that lost. */
export function pauseAfterExit(bars: number, after: "any" | "loss"): RiskRule {
  return (_, { barsSinceExit, barsSinceLoss }) => {
    const since = after === "any" ? barsSinceExit : barsSinceLoss;
    return since >= bars
      ? null
      : `a trade ${after === "any" ? "ended" : "lost"} ${since} ${since === 1 ? "bar" : "bars"} ago, and ${bars} must pass`;
  };
}

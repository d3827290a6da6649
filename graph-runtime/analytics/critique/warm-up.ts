import { defineCheck, percent } from "./define-check.ts";

/** The part of the data that only fills the indicators. */
export const warmUp = defineCheck({
  id: "warm-up",
  title: "Long warm-up",
  run(context) {
    const { warmupBars, result } = context;
    if (warmupBars === null || result.time.length === 0) return null;
    const share = warmupBars / result.time.length;
    if (share < 0.2) return null;
    return {
      severity: share >= 1 ? "serious" : "warning",
      message: `The strategy needs ${warmupBars} bars before its first decision, ${percent(share)} of the ${result.time.length} there are.`,
      suggestion: "Load more history, or shorten the longest indicator.",
      numbers: { warmupBars, bars: result.time.length, share },
    };
  },
});

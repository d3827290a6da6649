import { LARGE_SHARE } from "../fill-pass.ts";
import { defineCheck, percent } from "./define-check.ts";

/** Orders that are large for the bar in which they filled. */
export const capacity = defineCheck({
  id: "capacity",
  title: "Size against volume",
  run(context) {
    const { large, largestShare, withVolume } = context.fills;
    if (large === 0) return null;
    return {
      severity: large / withVolume > 0.1 ? "serious" : "warning",
      message: `${large} of ${withVolume} fills were more than ${percent(LARGE_SHARE)} of their bar's volume, the largest ${percent(largestShare)}.`,
      suggestion: "Lower the capital or the size: orders of this size would have moved the price.",
      numbers: { large, fills: withVolume, largestShare },
    };
  },
});

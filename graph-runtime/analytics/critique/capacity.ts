import { lastAtOrBefore } from "../returns/last-at-or-before.ts";
import { defineCheck, percent } from "./define-check.ts";

/** Orders that are large for the bar in which they filled. */
export const capacity = defineCheck({
  id: "capacity",
  title: "Size against volume",
  run(context) {
    const { result, lanes } = context;
    let large = 0;
    let judged = 0;
    let worst = 0;
    for (const fill of result.fills) {
      const bars = lanes[fill.lane]?.bars;
      if (bars === undefined) continue;
      const i = bars.time.length === result.time.length ? fill.bar : lastAtOrBefore(bars.time, fill.time);
      const volume = bars.volume[i] as number;
      if (!(volume > 0)) continue;
      judged++;
      const share = fill.quantity / volume;
      if (share > worst) worst = share;
      if (share > 0.05) large++;
    }
    if (large === 0) return null;
    return {
      severity: large / judged > 0.1 ? "serious" : "warning",
      message: `${large} of ${judged} fills were more than 5 % of their bar's volume, the largest ${percent(worst)}.`,
      suggestion: "Lower the capital or the size: orders of this size would have moved the price.",
      numbers: { large, fills: judged, largestShare: worst },
    };
  },
});

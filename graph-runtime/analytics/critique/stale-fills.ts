import { defineCheck, percent } from "./define-check.ts";

/** Fills in bars without volume or without any movement: the market may not have been there. */
export const staleFills = defineCheck({
  id: "stale-fills",
  title: "Fills on stale bars",
  run(context) {
    const { stale } = context.fills;
    const count = context.result.fillLog.count;
    if (stale === 0) return null;
    const share = stale / count;
    return {
      severity: share > 0.1 ? "serious" : "warning",
      message: `${stale} of ${count} fills (${percent(share)}) happened in bars without volume or without movement.`,
      suggestion: "Trade a more liquid instrument, or require volume above a threshold before entering.",
      numbers: { stale, fills: count },
    };
  },
});

import { lastAtOrBefore } from "../returns/last-at-or-before.ts";
import { defineCheck, percent } from "./define-check.ts";

/** Fills in bars without volume or without any movement: the market may not have been there. */
export const staleFills = defineCheck({
  id: "stale-fills",
  title: "Fills on stale bars",
  run(context) {
    const { result, lanes } = context;
    const hasVolume = lanes.map((lane) => lane.bars.volume.some((volume) => volume > 0));
    let stale = 0;
    for (const fill of result.fills) {
      const bars = lanes[fill.lane]?.bars;
      if (bars === undefined) continue;
      const i = bars.time.length === result.time.length ? fill.bar : lastAtOrBefore(bars.time, fill.time);
      const isEmpty = bars.volume[i] === 0 && hasVolume[fill.lane] === true;
      if (isEmpty || bars.high[i] === bars.low[i]) stale++;
    }
    if (stale === 0) return null;
    const share = stale / result.fills.length;
    return {
      severity: share > 0.1 ? "serious" : "warning",
      message: `${stale} of ${result.fills.length} fills (${percent(share)}) happened in bars without volume or without movement.`,
      suggestion: "Trade a more liquid instrument, or require volume above a threshold before entering.",
      numbers: { stale, fills: result.fills.length },
    };
  },
});

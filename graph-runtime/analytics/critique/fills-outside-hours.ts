import { defineCheck } from "./define-check.ts";

/** Fills at times at which the instrument's exchange is closed. */
export const fillsOutsideHours = defineCheck({
  id: "fills-outside-hours",
  title: "Fills outside trading hours",
  run(context) {
    const outside = context.fills.outsideHours;
    const count = context.result.fillLog.count;
    if (outside === 0) return null;
    return {
      severity: "warning",
      message: `${outside} of ${count} fills happened on weekends or outside the exchange's regular hours.`,
      suggestion: "Check the time zone of the data, or add a trading window to the graph.",
      numbers: { outside, fills: count },
    };
  },
});

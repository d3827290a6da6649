import { DAY, MINUTE, weekdayUtc } from "../../core/time.ts";
import type { Instrument } from "../../market/instrument.ts";
import { defineCheck } from "./define-check.ts";

/** Regular hours in minutes of the UTC day, the widest over summer and winter time. */
const HOURS: Record<Instrument["calendar"], { readonly from: number; readonly to: number } | null> = {
  "us-equity": { from: 13 * 60 + 30, to: 21 * 60 },
  india: { from: 3 * 60 + 45, to: 10 * 60 },
  always: null,
};

/** Fills at times at which the instrument's exchange is closed. */
export const fillsOutsideHours = defineCheck({
  id: "fills-outside-hours",
  title: "Fills outside trading hours",
  run(context) {
    const { result, lanes } = context;
    let outside = 0;
    for (const { lane, time } of result.fills) {
      const hours = HOURS[lanes[lane]?.instrument.calendar ?? "always"];
      if (hours === null) continue;
      const weekday = weekdayUtc(time);
      const minute = Math.floor((time - Math.floor(time / DAY) * DAY) / MINUTE);
      // Bars of a day and more are stamped with the start of the day: only their date can be judged.
      const isWholeDay = minute === 0;
      if (weekday === 0 || weekday === 6 || (!isWholeDay && (minute < hours.from || minute >= hours.to))) outside++;
    }
    if (outside === 0) return null;
    return {
      severity: "warning",
      message: `${outside} of ${result.fills.length} fills happened on weekends or outside the exchange's regular hours.`,
      suggestion: "Check the time zone of the data, or add a trading window to the graph.",
      numbers: { outside, fills: result.fills.length },
    };
  },
});

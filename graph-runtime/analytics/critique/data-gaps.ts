import { grouped } from "../../core/grouped.ts";
import { DAY, isoDate } from "../../core/time.ts";
import { defineCheck, shown } from "./define-check.ts";

/** Stretches without bars that are long for this data. */
export const dataGaps = defineCheck({
  id: "data-gaps",
  title: "Gaps in the data",
  run(context) {
    const { result } = context;
    const { time } = result;
    if (time.length < 30) return null;
    const step = usualStep(time);
    // A long weekend is no gap; nor are nights between sessions of intraday data.
    const limit = Math.max(5 * step, 5 * DAY);
    let gaps = 0;
    let longest = 0;
    let at = 0;
    for (let i = 1; i < time.length; i++) {
      const gap = (time[i] as number) - (time[i - 1] as number);
      if (gap <= limit) continue;
      gaps++;
      if (gap > longest) {
        longest = gap;
        at = time[i - 1] as number;
      }
    }
    if (gaps === 0) return null;
    return {
      severity: gaps > 3 ? "warning" : "info",
      message: `The data has ${gaps === 1 ? "a gap" : `${grouped(gaps)} gaps`} of more than ${shown(limit / DAY, 0)} days, ${gaps === 1 ? "one" : "the longest"} of ${shown(longest / DAY, 0)} days after ${isoDate(at)}.`,
      suggestion: "Fill the gaps, or test the parts on either side of them apart.",
      numbers: { gaps, longestDays: longest / DAY },
    };
  },
});

/** The median of up to 999 steps spread over the column. */
function usualStep(time: Float64Array): number {
  const stride = Math.max(1, Math.floor((time.length - 1) / 999));
  const steps: number[] = [];
  for (let i = 1; i < time.length; i += stride) steps.push((time[i] as number) - (time[i - 1] as number));
  steps.sort((a, b) => a - b);
  return steps[steps.length >> 1] as number;
}

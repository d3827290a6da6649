import { DAY } from "../../core/time.ts";
import type { Instrument } from "../../market/instrument.ts";
import { periodsPerYear } from "../returns/periods-per-year.ts";
import { sessionEnds } from "../returns/sessions.ts";
import { pick } from "../returns/simple-returns.ts";

/** What all runs over the same bars share; made once for a sweep. */
export type SummaryFrame = {
  readonly bars: number;
  readonly sessionEnds: Int32Array;
  readonly periodsPerYear: number;
  readonly elapsedDays: number;
};

export function summaryFrame(time: Float64Array, calendar: Instrument["calendar"]): SummaryFrame {
  const ends = sessionEnds(time);
  return {
    bars: time.length,
    sessionEnds: ends,
    periodsPerYear: periodsPerYear(pick(time, ends), calendar),
    elapsedDays: time.length > 1 ? ((time[time.length - 1] as number) - (time[0] as number)) / DAY : 0,
  };
}

import { DAY } from "../../core/time.ts";
import type { Instrument } from "../../market/instrument.ts";

const SESSIONS: Record<Instrument["calendar"], number> = {
  "us-equity": 252,
  india: 252,
  "india-derivatives": 252,
  forex: 260,
  always: 365,
};

/**
 * Returns how many session returns make a year: 252 for exchanges, 260 for foreign exchange, 365 for instruments that trade round the clock, and
 * 52 or 12 where the bars themselves are weeks or months apart (median gap of the session ends).
 */
export function periodsPerYear(times: Float64Array, calendar: Instrument["calendar"]): number {
  if (times.length > 1) {
    const gaps = new Float64Array(times.length - 1);
    for (let i = 1; i < times.length; i++) gaps[i - 1] = (times[i] as number) - (times[i - 1] as number);
    gaps.sort();
    const median = (gaps[gaps.length >> 1] as number) / DAY;
    if (median >= 20) return 12;
    if (median >= 5) return 52;
  }
  return SESSIONS[calendar];
}

import { civilFromDays, DAY, daysFromCivil, HOUR, MINUTE, weekdayUtc } from "../core/time.ts";
import type { Instrument } from "./instrument.ts";
import { type Timeframe, timeframeMilliseconds } from "./timeframe.ts";

/** Returns whether the bar that opens at `time` is the last of its session. A day's bar always is; half days are not known here. */
export function closesSession(time: number, timeframe: Timeframe, calendar: Instrument["calendar"]): boolean {
  const length = timeframeMilliseconds(timeframe);
  if (length >= DAY) return true;
  const end = time + length;
  const clock = end - Math.floor(time / DAY) * DAY;
  switch (calendar) {
    case "always":
      return clock >= DAY;
    case "india":
      return time - Math.floor(time / DAY) * DAY < 10 * HOUR && clock >= 10 * HOUR;
    default: {
      const close = isNewYorkSummer(time) ? 20 * HOUR : 21 * HOUR;
      return clock - length < close && clock >= close;
    }
  }
}

/** Daylight saving in New York: second Sunday of March to first Sunday of November, judged by the day. */
function isNewYorkSummer(time: number): boolean {
  const days = Math.floor(time / DAY);
  const { year } = civilFromDays(days);
  return days >= sunday(year, 3, 2) && days < sunday(year, 11, 1);
}

function sunday(year: number, month: number, rank: number): number {
  const first = daysFromCivil(year, month, 1);
  const offset = (7 - weekdayUtc(first * DAY + MINUTE)) % 7;
  return first + offset + (rank - 1) * 7;
}

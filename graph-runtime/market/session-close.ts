import { DAY } from "../core/time.ts";
import { calendars } from "./calendar/calendars.ts";
import { lastSessionAt, sessionTable } from "./calendar/session-table.ts";
import type { Instrument } from "./instrument.ts";
import { type Timeframe, timeframeMilliseconds } from "./timeframe.ts";

/** Returns whether the bar that opens at `time` is the last of its session; a day's bar always is. */
export function closesSession(time: number, timeframe: Timeframe, calendar: Instrument["calendar"]): boolean {
  const length = timeframeMilliseconds(timeframe);
  if (length >= DAY) return true;
  // days by the clock have no first or last year
  if (calendar === "always") return Math.floor((time + length) / DAY) > Math.floor(time / DAY);
  const table = sessionTable(calendars[calendar]);
  // an hour's bar may begin before the session does, as clock hours do at 09:30
  const at = lastSessionAt(table, time + length - 1);
  if (at < 0) return false;
  const close = table.close[at]!;
  const isLastOfDay = table.day[at + 1] !== table.day[at];
  return isLastOfDay && time < close && time + length >= close;
}

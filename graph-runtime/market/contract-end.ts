import { DAY, parseIso } from "../core/time.ts";
import type { CalendarId } from "./calendar/calendar-id.ts";
import { calendars } from "./calendar/calendars.ts";
import { instantOf } from "./calendar/exchange-zone.ts";
import { firstSessionOfDay, sessionTable } from "./calendar/session-table.ts";

/**
 * Returns the instant at which a contract stops trading on its last day: the close of that day's last session, or the end of the
 * day where the exchange has none. It lies within the exchange's own day, so that days to expiry are counted to that one.
 */
export function contractEnd(id: CalendarId, lastDay: string): number {
  const calendar = calendars[id];
  const start = parseIso(lastDay);
  if (start === null) throw new RangeError(`a last trading day must be a date such as 2024-12-20, was "${lastDay}"`);
  const wanted = start / DAY;
  const table = sessionTable(calendar);
  const { day, close } = table;
  const endOfDay = instantOf(calendar.zone, wanted, DAY) - 1;
  let last = Number.NaN;
  for (let at = firstSessionOfDay(table, wanted); day[at] === wanted; at++) last = close[at]!;
  return Number.isNaN(last) ? endOfDay : Math.min(last, endOfDay);
}

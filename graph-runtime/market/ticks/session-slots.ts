import type { ExchangeCalendar } from "../calendar/exchange-calendar.ts";
import { lastSessionAt, sessionTable } from "../calendar/session-table.ts";

/** Where an instant falls: the rank of its session, and the bar of that session that holds it. */
export type Slot = { readonly session: number; readonly time: number; readonly end: number };

/**
 * Returns what finds the bar of `length` milliseconds, within the day, that holds an instant: counted from the opening of the session, the
 * last one ending with it. Null outside of every session.
 */
export function sessionSlots(calendar: ExchangeCalendar, length: number): (time: number) => Slot | null {
  const table = sessionTable(calendar);
  let last: Slot | null = null;
  return (time) => {
    if (last !== null && time >= last.time && time < last.end) return last;
    const session = lastSessionAt(table, time);
    const opens = table.open[session] ?? Number.POSITIVE_INFINITY;
    const closes = table.close[session] ?? Number.NEGATIVE_INFINITY;
    if (time >= closes) return null;
    const open = opens + Math.floor((time - opens) / length) * length;
    last = { session, time: open, end: Math.min(open + length, closes) };
    return last;
  };
}

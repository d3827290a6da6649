import type { ExchangeCalendar } from "./exchange-calendar.ts";
import { instantOf } from "./exchange-zone.ts";
import { lastSessionAt, sessionTable } from "./session-table.ts";

export type SessionPlace =
  | { readonly phase: "open"; readonly opens: number; readonly closes: number }
  | { readonly phase: "before" | "after" | "closed" };

/**
 * Returns where a bar of `length` milliseconds from `time` on stands in its trading day; null where the calendar knows nothing.
 * A bar that holds any part of a session counts as open, as clock hours do that begin before it.
 */
export function sessionAround(calendar: ExchangeCalendar, time: number, length: number): SessionPlace | null {
  const { day, open, close } = sessionTable(calendar);
  const at = lastSessionAt({ day, open, close }, time + length - 1);
  const next = at + 1;
  if (at < 0 || next >= day.length) return null;
  const closes = close[at]!;
  if (time < closes) return { phase: "open", opens: open[at]!, closes };
  if (time >= instantOf(calendar.zone, day[next]!, 0)) return { phase: "before" };
  return { phase: time < instantOf(calendar.zone, day[at]! + 1, 0) ? "after" : "closed" };
}

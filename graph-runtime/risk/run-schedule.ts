import { z } from "zod";
import { DAY, HOUR, MINUTE, weekdayUtc } from "../core/time.ts";
import { CalendarId } from "../market/calendar/calendar-id.ts";
import { calendars } from "../market/calendar/calendars.ts";
import { instantOf, localOf } from "../market/calendar/exchange-zone.ts";
import { lastSessionAt, sessionTable } from "../market/calendar/session-table.ts";

export const SCHEDULE_ZONES = ["Asia/Kolkata", "America/New_York", "UTC"] as const;
export const ENTRIES_CLOSED = "Entries are closed outside the run's hours; exits still work";
export const SQUARED_OFF = "schedule: squared off at the end of the run's hours";

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "expected a time of day such as 09:15");

/** When a run may enter: within the sessions of a calendar, on some days, in a part of the day. */
export const RunSchedule = z
  .strictObject({
    sessions: CalendarId,
    /** The clock of days, from and to. */
    zone: z.enum(SCHEDULE_ZONES),
    /** Days of the week, 0 is Sunday; a window belongs to the day on which it begins. */
    days: z.array(z.int().min(0).max(6)).min(1).max(7),
    from: Clock.nullable(),
    /** Not after `from` means on the next day. */
    to: Clock.nullable(),
    /** Minutes before the end at which everything is closed; null lets positions stay. */
    squareOffMinutes: z.int().min(1).max(240).nullable(),
  })
  .refine(({ from, to }) => (from === null) === (to === null), {
    message: "a part of the day has a beginning and an end, or neither",
  });
export type RunSchedule = z.infer<typeof RunSchedule>;

/** Where an instant stands in a run's hours: whether it may enter, and whether what it holds is closed now. */
export type HoursPlace = { readonly isOpen: boolean; readonly isLeaving: boolean };

/** A stretch of hours, epoch milliseconds UTC; the end does not belong to it, Infinity where none is in sight. */
export type HoursSpan = { readonly from: number; readonly to: number };

/** How far ahead hours are looked for. */
const horizonDays = 370;

/** Returns the hours at an instant, or else the next ones; null where the calendar knows none. */
export function hoursAround(schedule: RunSchedule, time: number): HoursSpan | null {
  const first = Math.floor(localOf(schedule.zone, time) / DAY) - 1;
  let from = Number.NaN;
  let to = Number.NaN;
  for (let day = first; day <= first + horizonDays; day += 1) {
    for (const span of spansOf(schedule, day)) {
      if (span.from > to) return { from, to };
      // sessions that follow each other without a pause are one
      if (span.from <= to) to = Math.max(to, span.to);
      else if (span.to > time) ({ from, to } = span);
    }
    if (to < instantOf(schedule.zone, day + 1, 0)) return { from, to };
  }
  return Number.isNaN(from) ? null : { from, to: Number.POSITIVE_INFINITY };
}

/** Returns the hours that begin on a day of the schedule's own clock, in rising order. */
function spansOf({ sessions, zone, days, from, to }: RunSchedule, day: number): { from: number; to: number }[] {
  if (!days.includes(weekdayUtc(day * DAY))) return [];
  const begins = instantOf(zone, day, clockOf(from ?? "00:00"));
  const isOvernight = from !== null && to !== null && clockOf(to) <= clockOf(from);
  const ends = instantOf(zone, day + (to === null || isOvernight ? 1 : 0), clockOf(to ?? "00:00"));
  const table = sessionTable(calendars[sessions]);
  const spans: { from: number; to: number }[] = [];
  for (let at = Math.max(0, lastSessionAt(table, begins)); at < table.open.length; at += 1) {
    const opens = Math.max(begins, table.open[at] ?? Number.POSITIVE_INFINITY);
    const closes = Math.min(ends, table.close[at] ?? Number.NEGATIVE_INFINITY);
    if (opens >= ends) break;
    if (opens < closes) spans.push({ from: opens, to: closes });
  }
  return spans;
}

/** Returns where an instant stands; `hours` are what hoursAround says of it. */
export function placeIn({ squareOffMinutes }: RunSchedule, hours: HoursSpan | null, time: number): HoursPlace {
  const isWithin = hours !== null && time >= hours.from && time < hours.to;
  const ends = isWithin && squareOffMinutes !== null && time >= hours.to - squareOffMinutes * MINUTE;
  return { isOpen: isWithin && !ends, isLeaving: squareOffMinutes !== null && (!isWithin || ends) };
}

/** Returns where instants stand in a run's hours. Instants that rise cost next to nothing. */
export function hoursClock(schedule: RunSchedule): (time: number) => HoursPlace {
  let hours: HoursSpan | null = null;
  let knownFrom = Number.POSITIVE_INFINITY;
  return (time) => {
    const isKnown = time >= knownFrom && time < (hours?.to ?? Number.POSITIVE_INFINITY);
    if (!isKnown) {
      hours = hoursAround(schedule, time);
      knownFrom = time;
    }
    return placeIn(schedule, hours, time);
  };
}

function clockOf(text: string): number {
  const [hours = 0, minutes = 0] = text.split(":").map(Number);
  return hours * HOUR + minutes * MINUTE;
}

import { remembered } from "../../core/remembered.ts";
import { civilFromDays, DAY, HOUR, MINUTE, parseIso, weekdayUtc } from "../../core/time.ts";
import type { ExchangeCalendar, Window } from "./exchange-calendar.ts";
import { instantOf } from "./exchange-zone.ts";

/** Every session that a calendar knows, as columns in rising order of time. A day with two windows has two rows. */
export type SessionTable = {
  /** The exchange's trading day, counted from 1970-01-01. */
  readonly day: Int32Array;
  /** First instant of trading and first instant after it, epoch milliseconds UTC. */
  readonly open: Float64Array;
  readonly close: Float64Array;
};

/** The same few times are read thousands of times. */
const clockOf = remembered((text: string): number => {
  const sign = text.startsWith("-") ? -1 : 1;
  const [hour, minute] = text.replace("-", "").split(":");
  return sign * (Number(hour) * HOUR + Number(minute) * MINUTE);
});

const built = new WeakMap<ExchangeCalendar, SessionTable>();

/** Returns the sessions of a calendar from its first known day to its last. */
export function sessionTable(calendar: ExchangeCalendar): SessionTable {
  const known = built.get(calendar);
  if (known) return known;
  const first = dayOf(calendar.knownFrom);
  const last = dayOf(calendar.knownTo);
  const from = calendar.hours.map((row) => dayOf(row.from));
  const day: number[] = [];
  const open: number[] = [];
  const close: number[] = [];
  const special = byDay(Object.entries(calendar.special));
  let year = Number.NaN;
  let closed: ReadonlySet<number> = new Set();
  let short: ReadonlyMap<number, Window> = new Map();
  let hours = 0;
  for (let at = first; at <= last; at++) {
    const ofDay = special.get(at);
    if (ofDay === undefined && !calendar.weekdays.includes(weekdayUtc(at * DAY))) continue;
    const yearOfDay = civilFromDays(at).year;
    if (yearOfDay !== year) {
      year = yearOfDay;
      closed = new Set(calendar.holidays(year).map(dayOf));
      short = byDay(calendar.shortDays(year));
    }
    while (hours + 1 < from.length && from[hours + 1]! <= at) hours++;
    const windows = ofDay ?? (closed.has(at) ? [] : [short.get(at) ?? calendar.hours[hours]!.window]);
    for (const [opens, closes] of windows) {
      day.push(at);
      open.push(instantOf(calendar.zone, at, clockOf(opens)));
      close.push(instantOf(calendar.zone, at, clockOf(closes)));
    }
  }
  const table = { day: Int32Array.from(day), open: Float64Array.from(open), close: Float64Array.from(close) };
  built.set(calendar, table);
  return table;
}

/** Rows of dates, found by their day: to write the date of each day of a century would take longer than all else. */
function byDay<Value>(rows: readonly (readonly [date: string, value: Value])[]): ReadonlyMap<number, Value> {
  return new Map(rows.map(([date, value]) => [dayOf(date), value]));
}

/** Returns the rank of the last session that opens at or before an instant, -1 where there is none. */
export function lastSessionAt({ open }: SessionTable, time: number): number {
  let low = 0;
  let high = open.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (open[middle]! <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Returns the rank of the first session of a trading day or of the first day after it. */
export function firstSessionOfDay({ day }: SessionTable, wanted: number): number {
  let low = 0;
  let high = day.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (day[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

function dayOf(date: string): number {
  const time = parseIso(date);
  if (time === null) throw new RangeError(`a date of a calendar must be ISO, was "${date}"`);
  return time / DAY;
}

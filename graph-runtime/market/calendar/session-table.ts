import { civilFromDays, DAY, HOUR, isoDate, MINUTE, parseIso, weekdayUtc } from "../../core/time.ts";
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

const built = new WeakMap<ExchangeCalendar, SessionTable>();

/** Returns the sessions of a calendar from its first known day to its last. */
export function sessionTable(calendar: ExchangeCalendar): SessionTable {
  const known = built.get(calendar);
  if (known) return known;
  const first = dayOf(calendar.knownFrom);
  const last = dayOf(calendar.knownTo);
  const day: number[] = [];
  const open: number[] = [];
  const close: number[] = [];
  let year = Number.NaN;
  let rules: YearRules = { closed: new Set(), short: new Map() };
  let hours = 0;
  for (let at = first; at <= last; at++) {
    const yearOfDay = civilFromDays(at).year;
    if (yearOfDay !== year) {
      year = yearOfDay;
      rules = { closed: new Set(calendar.holidays(year)), short: new Map(calendar.shortDays(year)) };
    }
    while (hours + 1 < calendar.hours.length && dayOf(calendar.hours[hours + 1]!.from) <= at) hours++;
    for (const [from, to] of windowsOf(calendar, at, rules, calendar.hours[hours]!.window)) {
      day.push(at);
      open.push(instantOf(calendar.zone, at, clockOf(from)));
      close.push(instantOf(calendar.zone, at, clockOf(to)));
    }
  }
  const table = { day: Int32Array.from(day), open: Float64Array.from(open), close: Float64Array.from(close) };
  built.set(calendar, table);
  return table;
}

type YearRules = { readonly closed: ReadonlySet<string>; readonly short: ReadonlyMap<string, Window> };

function windowsOf(calendar: ExchangeCalendar, day: number, rules: YearRules, ordinary: Window): readonly Window[] {
  const date = isoDate(day * DAY);
  const special = calendar.special[date];
  if (special) return special;
  if (!calendar.weekdays.includes(weekdayUtc(day * DAY)) || rules.closed.has(date)) return [];
  return [rules.short.get(date) ?? ordinary];
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

function clockOf(text: string): number {
  const sign = text.startsWith("-") ? -1 : 1;
  const [hour, minute] = text.replace("-", "").split(":");
  return sign * (Number(hour) * HOUR + Number(minute) * MINUTE);
}

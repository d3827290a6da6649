import { DAY, daysFromCivil, isoDate, weekdayUtc } from "../../core/time.ts";
import { easterSunday } from "./easter-sunday.ts";
import type { Window } from "./exchange-calendar.ts";

const MONDAY = 1;
const THURSDAY = 4;
const iso = (day: number): string => isoDate(day * DAY);
const weekday = (day: number): number => weekdayUtc(day * DAY);

/** Closed for mourning, storms and attacks: no rule gives these. */
const CLOSURES =
  "1994-04-27 2001-09-11 2001-09-12 2001-09-13 2001-09-14 2004-06-11 2007-01-02 2012-10-29 2012-10-30 2018-12-05 2025-01-09".split(
    " ",
  );

/** Returns the holidays of the New York exchanges in a year from 1990 on. */
export function newYorkHolidays(year: number): readonly string[] {
  const days = [
    newYearsDay(year),
    nthWeekday(year, 2, MONDAY, 3),
    easterSunday(year) - 2,
    lastMonday(year, 5),
    observed(daysFromCivil(year, 7, 4)),
    nthWeekday(year, 9, MONDAY, 1),
    thanksgiving(year),
    observed(daysFromCivil(year, 12, 25)),
  ];
  if (year >= 1998) days.push(nthWeekday(year, 1, MONDAY, 3));
  if (year >= 2022) days.push(observed(daysFromCivil(year, 6, 19)));
  return [...days.map(iso), ...CLOSURES.filter((date) => date.startsWith(`${year}-`))];
}

const ONE: Window = ["09:30", "13:00"];
const TWO: Window = ["09:30", "14:00"];
/** Half days outside the rules. */
const ODD_HALF_DAYS = ["1997-12-26", "1999-12-31", "2003-12-26"];

/** Returns the half days of the New York exchanges in a year from 1990 on. */
export function newYorkHalfDays(year: number): readonly (readonly [string, Window])[] {
  const found: (readonly [string, Window])[] = [];
  if (year >= 1992) found.push([iso(thanksgiving(year) + 1), year === 1992 ? TWO : ONE]);
  const christmasEve = daysFromCivil(year, 12, 24);
  if (weekday(christmasEve) >= MONDAY && weekday(christmasEve) <= THURSDAY)
    found.push([iso(christmasEve), year < 1993 ? TWO : ONE]);
  const eve = daysFromCivil(year, 7, 3);
  if (year >= 1995 && weekday(eve) >= MONDAY && weekday(eve) <= THURSDAY)
    // where the fourth is a Thursday, the Friday after it was the half day until 2012
    found.push([iso(weekday(eve) === 3 && year < 2013 ? eve + 2 : eve), ONE]);
  for (const date of ODD_HALF_DAYS) if (date.startsWith(`${year}-`)) found.push([date, ONE]);
  return found;
}

/** Saturday holidays are kept on Friday, Sunday ones on Monday. */
function observed(day: number): number {
  const of = weekday(day);
  return of === 6 ? day - 1 : of === 0 ? day + 1 : day;
}

/** A New Year's Day on a Saturday is not kept: the Friday before ends the year's books. */
function newYearsDay(year: number): number {
  const day = daysFromCivil(year, 1, 1);
  return weekday(day) === 0 ? day + 1 : day;
}

function thanksgiving(year: number): number {
  return nthWeekday(year, 11, THURSDAY, 4);
}

function nthWeekday(year: number, month: number, wanted: number, rank: number): number {
  const first = daysFromCivil(year, month, 1);
  return first + ((wanted - weekday(first) + 7) % 7) + (rank - 1) * 7;
}

function lastMonday(year: number, month: number): number {
  const last = daysFromCivil(year, month + 1, 1) - 1;
  return last - ((weekday(last) - MONDAY + 7) % 7);
}

import type { CalendarId } from "./calendar-id.ts";
import type { ExchangeZone } from "./exchange-zone.ts";

/** Opening and closing time on the exchange's clock, "hh:mm". "-07:00" is seven hours before the day begins, "24:00" its end. */
export type Window = readonly [open: string, close: string];

/** When an exchange trades: rules for the ordinary, one row for each day that is not. Dates are the exchange's, ISO. */
export type ExchangeCalendar = {
  readonly id: CalendarId;
  readonly name: string;
  readonly zone: ExchangeZone;
  /** First and last date about which the calendar claims to know anything. */
  readonly knownFrom: string;
  readonly knownTo: string;
  /** Days of the week with trading, 0 = Sunday. */
  readonly weekdays: readonly number[];
  /** Ordinary hours, each from its date on, in rising order of date. */
  readonly hours: readonly { readonly from: string; readonly window: Window }[];
  /** Returns the dates of a year on which an ordinary weekday has no trading. */
  readonly holidays: (year: number) => readonly string[];
  /** Returns the dates of a year that close early, with their hours. */
  readonly shortDays: (year: number) => readonly (readonly [date: string, window: Window])[];
  /** Overrides, stronger than all rules above: the windows of that date, none for a day without trading. */
  readonly special: Readonly<Record<string, readonly Window[]>>;
};

/** Returns the calendar with further overrides, such as a holiday that was announced late. */
export function withOverrides(
  calendar: ExchangeCalendar,
  special: Readonly<Record<string, readonly Window[]>>,
): ExchangeCalendar {
  return { ...calendar, special: { ...calendar.special, ...special } };
}

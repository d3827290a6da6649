import type { CalendarId } from "./calendar-id.ts";
import type { ExchangeCalendar } from "./exchange-calendar.ts";
import { indiaHolidays, indiaSpecialSessions } from "./india-holidays.ts";
import { newYorkHalfDays, newYorkHolidays } from "./new-york-holidays.ts";

const weekdays = [1, 2, 3, 4, 5];
const none = (): readonly never[] => [];

const usEquity: ExchangeCalendar = {
  id: "us-equity",
  name: "NYSE and Nasdaq",
  zone: "America/New_York",
  knownFrom: "1990-01-01",
  knownTo: "2035-12-31",
  weekdays,
  hours: [{ from: "1990-01-01", window: ["09:30", "16:00"] }],
  holidays: newYorkHolidays,
  shortDays: newYorkHalfDays,
  special: {},
};

const india: ExchangeCalendar = {
  id: "india",
  name: "NSE and BSE, shares",
  zone: "Asia/Kolkata",
  knownFrom: "2006-01-01",
  knownTo: "2026-12-31",
  weekdays,
  hours: [
    { from: "2006-01-01", window: ["09:55", "15:30"] },
    { from: "2010-01-04", window: ["09:00", "15:30"] },
    { from: "2010-10-18", window: ["09:15", "15:30"] },
  ],
  holidays: indiaHolidays,
  shortDays: none,
  special: indiaSpecialSessions,
};

const indiaDerivatives: ExchangeCalendar = {
  ...india,
  id: "india-derivatives",
  name: "NSE and BSE, equity derivatives",
  // Since the closing auction of the share market, futures and options go on for ten minutes after it.
  hours: [...india.hours, { from: "2026-08-03", window: ["09:15", "15:40"] }],
};

const forex: ExchangeCalendar = {
  id: "forex",
  name: "Foreign exchange, Sunday to Friday 17:00 New York",
  zone: "America/New_York",
  knownFrom: "1990-01-01",
  knownTo: "2035-12-31",
  weekdays,
  // A trading day begins at 17:00 of the evening before.
  hours: [{ from: "1990-01-01", window: ["-07:00", "17:00"] }],
  holidays: (year) => [`${year}-01-01`, `${year}-12-25`],
  shortDays: none,
  special: {},
};

const always: ExchangeCalendar = {
  id: "always",
  name: "Every day, round the clock (UTC)",
  zone: "UTC",
  knownFrom: "1970-01-01",
  knownTo: "2099-12-31",
  weekdays: [0, 1, 2, 3, 4, 5, 6],
  hours: [{ from: "1970-01-01", window: ["00:00", "24:00"] }],
  holidays: none,
  shortDays: none,
  special: {},
};

/** Every calendar by its id. */
export const calendars: Readonly<Record<CalendarId, ExchangeCalendar>> = {
  "us-equity": usEquity,
  india,
  "india-derivatives": indiaDerivatives,
  forex,
  always,
};

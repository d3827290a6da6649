import type { DisplayPreferences } from "./display-preferences.ts";
import { unknownFigure } from "./number-format.ts";

const cache = new Map<string, Intl.DateTimeFormat>();

function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale}|${JSON.stringify(options)}`;
  const known = cache.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  cache.set(key, made);
  return made;
}

type Moment = number | string | Date | null | undefined;

function read(moment: Moment): Date | null {
  if (moment === null || moment === undefined) return null;
  const date = new Date(moment);
  return Number.isNaN(date.getTime()) ? null : date;
}

/** Returns the IANA zone that the preferences mean. */
export function resolveTimeZone({ timeZone }: DisplayPreferences): string {
  return timeZone === "browser" ? Intl.DateTimeFormat().resolvedOptions().timeZone : timeZone;
}

function zoned(preferences: DisplayPreferences): { timeZone?: string } {
  return preferences.timeZone === "browser" ? {} : { timeZone: preferences.timeZone };
}

/** Returns date and time in the reader's zone, with the zone's name: 20 Nov 2026, 19:05 GMT+5:30. */
export function formatDateTime(moment: Moment, preferences: DisplayPreferences): string {
  const date = read(moment);
  if (!date) return unknownFigure;
  return formatter(preferences.locale, {
    ...zoned(preferences),
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
  }).format(date);
}

/** Returns hours, minutes and seconds in the reader's zone. */
export function formatClock(moment: Moment, preferences: DisplayPreferences): string {
  const date = read(moment);
  if (!date) return unknownFigure;
  return formatter(preferences.locale, {
    ...zoned(preferences),
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  }).format(date);
}

/** Returns the day of a bar. A daily bar's time is midnight UTC of its session, so it is never moved into the reader's zone. */
export function formatSession(moment: Moment, { locale }: DisplayPreferences): string {
  const date = read(moment);
  if (!date) return unknownFigure;
  return formatter(locale, { timeZone: "UTC", year: "numeric", month: "short", day: "numeric" }).format(date);
}

/** Returns the calendar day in the reader's zone. */
export function formatDate(moment: Moment, preferences: DisplayPreferences): string {
  const date = read(moment);
  if (!date) return unknownFigure;
  return formatter(preferences.locale, {
    ...zoned(preferences),
    year: "numeric",
    month: "short",
    day: "numeric",
  }).format(date);
}

const relativeSteps = [
  { unit: "year", seconds: 31_536_000 },
  { unit: "month", seconds: 2_592_000 },
  { unit: "day", seconds: 86_400 },
  { unit: "hour", seconds: 3_600 },
  { unit: "minute", seconds: 60 },
] as const;

/** Returns "3 minutes ago" against the given now, both in epoch milliseconds. */
export function formatAgo(moment: Moment, now: number, { locale }: DisplayPreferences): string {
  const date = read(moment);
  if (!date) return unknownFigure;
  const seconds = Math.round((date.getTime() - now) / 1000);
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const step = relativeSteps.find((candidate) => Math.abs(seconds) >= candidate.seconds);
  return step ? relative.format(Math.trunc(seconds / step.seconds), step.unit) : relative.format(0, "second");
}

/** Returns a span of milliseconds as "1 h 5 min", "42 s" or "380 ms". */
export function formatDuration(milliseconds: number): string {
  if (!Number.isFinite(milliseconds)) return unknownFigure;
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.round(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

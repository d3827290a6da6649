import { DAY, daysFromCivil, HOUR, MINUTE } from "@/graph-runtime/core/time.ts";
import type { TimeFormat } from "./import-settings.ts";

/** A time as written: epoch milliseconds, as if the clock were UTC's where no offset was given. NaN where it is none. */
export type WrittenTime = { time: number; hasOffset: boolean; hasClock: boolean };

const UNITS = { seconds: 1_000, milliseconds: 1, microseconds: 1 / 1_000, nanoseconds: 1 / 1_000_000 } as const;
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const CLOCK = /^(\d{1,2}):?(\d{2})(?::?(\d{2})(?:\.(\d{1,9}))?)?(?:\s*([AaPp])[Mm])?$/;
const OFFSET = /(Z|[+-]\d{2}:?\d{2})$/;
const EPOCH = /^-?\d{1,19}(\.\d+)?$/;

/** Reads a time, and the clock from a column of its own where there is one. */
export function parseTime(text: string, clock: string | null, format: TimeFormat): WrittenTime {
  switch (format) {
    case "seconds":
    case "milliseconds":
    case "microseconds":
    case "nanoseconds": {
      const time = EPOCH.test(text) ? Math.round(Number(text) * UNITS[format]) : Number.NaN;
      return { time, hasOffset: true, hasClock: true };
    }
    case "iso":
    case "compact":
    case "day-month-year":
    case "month-day-year":
      return parseWritten(text, clock, format);
  }
}

function parseWritten(text: string, ownClock: string | null, format: TimeFormat): WrittenTime {
  const split = text.search(/[T ]/);
  const datePart = split < 0 ? text : text.slice(0, split);
  let clockPart = ownClock ?? (split < 0 ? "" : text.slice(split + 1).trim());
  const offsetText = OFFSET.exec(clockPart)?.[1];
  if (offsetText !== undefined) clockPart = clockPart.slice(0, -offsetText.length).trim();
  const day = parseDate(datePart, format);
  const clock = clockPart === "" ? 0 : parseClock(clockPart);
  const time = day * DAY + clock - (offsetText === undefined ? 0 : parseOffset(offsetText));
  return { time, hasOffset: offsetText !== undefined, hasClock: clockPart !== "" };
}

function parseDate(text: string, format: TimeFormat): number {
  const parts = format === "compact" ? /^(\d{4})(\d{2})(\d{2})$/.exec(text)?.slice(1) : text.split(/[-/.]/);
  if (parts?.length !== 3) return Number.NaN;
  const [a, b, c] = parts as [string, string, string];
  const [year, month, day] =
    format === "day-month-year" ? [c, b, a] : format === "month-day-year" ? [c, a, b] : [a, b, c];
  const y = whole(year);
  const m = /^[A-Za-z]{3}$/.test(month) ? MONTHS.indexOf(month.toLowerCase()) + 1 : whole(month);
  const d = whole(day);
  if (!(m >= 1 && m <= 12 && d >= 1 && d <= 31) || year.length !== 4) return Number.NaN;
  const days = daysFromCivil(y, m, d);
  const next = m === 12 ? daysFromCivil(y + 1, 1, 1) : daysFromCivil(y, m + 1, 1);
  return days < next ? days : Number.NaN;
}

function parseClock(text: string): number {
  const match = CLOCK.exec(text);
  if (!match) return Number.NaN;
  const [, hourText, minuteText, secondText = "0", fraction = "", half] = match;
  let hour = Number(hourText);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return Number.NaN;
    hour = (hour % 12) + (half.toLowerCase() === "p" ? 12 : 0);
  }
  const minute = Number(minuteText);
  const second = Number(secondText);
  if (hour > 23 || minute > 59 || second > 59) return Number.NaN;
  return hour * HOUR + minute * MINUTE + second * 1_000 + Math.floor(Number(`0.${fraction || 0}`) * 1_000);
}

function parseOffset(text: string): number {
  if (text === "Z") return 0;
  const digits = text.slice(1).replace(":", "");
  const amount = Number(digits.slice(0, 2)) * HOUR + Number(digits.slice(2)) * MINUTE;
  return text.startsWith("-") ? -amount : amount;
}

function whole(text: string): number {
  return /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
}

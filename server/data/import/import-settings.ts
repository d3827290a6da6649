import { z } from "zod";
import { CalendarId } from "@/graph-runtime/market/calendar/calendar-id.ts";
import { Timeframe } from "@/graph-runtime/market/timeframe.ts";

const Column = z.int().min(0).max(500);

/** How times are written. "iso" has the year first, with or without a clock; the slashed ones may use dots or dashes as well. */
export const TimeFormat = z.enum([
  "iso",
  "compact",
  "day-month-year",
  "month-day-year",
  "seconds",
  "milliseconds",
  "microseconds",
  "nanoseconds",
]);
export type TimeFormat = z.infer<typeof TimeFormat>;

/** Which column is what, counted from 0. */
export const FileLayout = z.strictObject({
  kind: z.enum(["csv", "parquet"]),
  delimiter: z.enum([",", ";", "\t", "|"]),
  /** Lines before the first row of data, the header among them. */
  skipLines: z.int().min(0).max(200),
  time: Column,
  /** The clock, where it stands in a column of its own. */
  clock: Column.nullable(),
  open: Column,
  high: Column,
  low: Column,
  close: Column,
  volume: Column.nullable(),
  timeFormat: TimeFormat,
});
export type FileLayout = z.infer<typeof FileLayout>;

export const Adjustment = z.enum(["raw", "adjusted", "unknown"]);
export type Adjustment = z.infer<typeof Adjustment>;

/** Tells whether this machine knows a time zone. */
function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Everything that decides what comes of a file. */
export const ImportSettings = z.strictObject({
  name: z.string().trim().min(1).max(120),
  symbol: z.string().trim().min(1).max(40),
  timeframe: Timeframe,
  /** Of times that are written without an offset, in bars within the day. */
  zone: z.string().refine(isZone, "expected a time zone such as America/New_York or UTC"),
  calendar: CalendarId,
  currency: z.string().regex(/^[A-Z]{3}$/, "expected three capital letters such as USD"),
  tickSize: z.number().positive(),
  lotSize: z.number().positive(),
  /** Money per price point and unit: 1 for shares. */
  multiplier: z.number().positive().default(1),
  /** How gains become money: with the trade, as shares, or each session, as futures. */
  settles: z.enum(["trade", "daily"]).default("trade"),
  /** The last day on which a contract trades, on the exchange's clock; what is held then is settled in cash. */
  lastTradingDay: z.iso.date("expected a date such as 2024-12-20").optional(),
  /** Price at which it is settled then; the last close where it is not given. */
  finalPrice: z.number().positive().optional(),
  /** Every price is multiplied by this: 0.0001 for prices in ten thousandths. */
  priceScale: z.number().positive(),
  adjustment: Adjustment,
  /** Bad rows: keep the file out, or leave them out of it. */
  badRows: z.enum(["refuse", "leave-out"]),
  /** Rows of one time that differ: count them as bad, or keep one. */
  duplicates: z.enum(["refuse", "keep-first", "keep-last"]),
  layout: FileLayout,
});
export type ImportSettings = z.infer<typeof ImportSettings>;

import type { ApiInput } from "../../trpc/context.ts";
import type { ImportDetail } from "./ImportView.tsx";

export type ImportSettings = ApiInput["imports"]["start"]["settings"];

/** What the form begins with: the settings of the last try, else what the look at the file suggests. */
export function firstSettings({ settings, inspection, fileName }: ImportDetail): ImportSettings | null {
  if (settings !== null) return settings;
  if (inspection === null) return null;
  const { layout, timeframe, priceScale, symbol } = inspection;
  return {
    name: fileName.replace(/\.(csv|txt|tsv|parquet)$/i, "").slice(0, 120) || symbol,
    symbol,
    timeframe: timeframe ?? "1d",
    zone: "UTC",
    calendar: "us-equity",
    currency: "USD",
    tickSize: 0.01,
    lotSize: 1,
    multiplier: 1,
    settles: "trade",
    priceScale,
    adjustment: "unknown",
    badRows: "refuse",
    duplicates: "refuse",
    layout,
  };
}

/** The zones of exchanges first; any other that the browser knows can be typed. */
export const commonZones = [
  "UTC",
  "America/New_York",
  "America/Chicago",
  "Europe/London",
  "Europe/Berlin",
  "Asia/Kolkata",
  "Asia/Tokyo",
  "Asia/Hong_Kong",
  "Australia/Sydney",
];

export const calendarNames = {
  "us-equity": "NYSE and Nasdaq",
  india: "NSE and BSE, shares",
  "india-derivatives": "NSE and BSE, derivatives",
  forex: "Foreign exchange",
  always: "Every day, round the clock",
} as const;

export const timeFormatNames = {
  iso: "2024-01-31, with or without a clock",
  compact: "20240131, with or without a clock",
  "day-month-year": "31/01/2024",
  "month-day-year": "01/31/2024",
  seconds: "Epoch seconds",
  milliseconds: "Epoch milliseconds",
  microseconds: "Epoch microseconds",
  nanoseconds: "Epoch nanoseconds",
} as const;

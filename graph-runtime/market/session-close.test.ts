import { expect, test } from "vitest";
import { DAY, daysFromCivil, HOUR, MINUTE } from "../core/time.ts";
import { closesSession } from "./session-close.ts";

const utc = (month: number, day: number, hour: number, minute = 0) =>
  daysFromCivil(2024, month, day) * DAY + hour * HOUR + minute * MINUTE;

test.each([
  ["the last minute of a winter day in New York", utc(1, 8, 20, 59), "1m", "us-equity", true],
  ["the minute before it", utc(1, 8, 20, 58), "1m", "us-equity", false],
  ["the last half hour of a summer day", utc(7, 8, 19, 30), "30m", "us-equity", true],
  ["the last minute of a half day", utc(11, 29, 17, 59), "1m", "us-equity", true],
  ["20:59 of a half day, long after its close", utc(11, 29, 20, 59), "1m", "us-equity", false],
  ["a Saturday", utc(1, 6, 20, 59), "1m", "us-equity", false],
  ["an hour that begins before the close and ends after it", utc(1, 8, 20, 30), "1h", "us-equity", true],
  ["15:29 in Mumbai", utc(1, 8, 9, 59), "1m", "india", true],
  ["the last minute of the first of two windows", utc(3, 2, 4, 29), "1m", "india", false],
  ["the last minute of the second window", utc(3, 2, 6, 59), "1m", "india", true],
  ["the last minute of a day that never ends", utc(1, 8, 23, 59), "1m", "always", true],
  ["17:00 in New York for foreign exchange", utc(1, 8, 21, 59), "1m", "forex", true],
  ["a day", utc(1, 8, 0), "1d", "us-equity", true],
] as const)("%s", (_, time, timeframe, calendar, expected) => {
  expect(closesSession(time, timeframe, calendar)).toBe(expected);
});

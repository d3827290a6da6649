import { expect, test } from "vitest";
import { calendars } from "@/graph-runtime/market/calendar/calendars.ts";
import { tradingDays } from "./trading-day.ts";

const at = (text: string): number => Date.parse(text);
const daysAt = (calendar: keyof typeof calendars, text: string) => {
  const { over, next } = tradingDays(calendars[calendar], at(text));
  return [over?.day, next?.day];
};

test("a day in Mumbai is over ten minutes after its close", () => {
  // 15:30 by the clock of the exchange is 10:00 by that of Greenwich
  expect(daysAt("india", "2026-06-10T10:09:59Z")).toEqual(["2026-06-09", "2026-06-10"]);
  expect(daysAt("india", "2026-06-10T10:10:00Z")).toEqual(["2026-06-10", "2026-06-11"]);
});

test("what was traded between two takings belongs to the second, and to no other day", () => {
  const { over, next } = tradingDays(calendars["india"], at("2026-06-10T12:00:00Z"));
  expect(over).toMatchObject({ from: at("2026-06-09T10:10:00Z"), to: at("2026-06-10T10:10:00Z") });
  expect(over?.nextOpen).toBe(at("2026-06-11T03:45:00Z"));
  expect(next?.from).toBe(over?.to);
});

test("a weekend and a holiday have no day of their own", () => {
  // Thursday the 26th was Thanksgiving; the day after closes at one o'clock
  expect(daysAt("us-equity", "2026-11-27T17:00:00Z")).toEqual(["2026-11-25", "2026-11-27"]);
  expect(daysAt("us-equity", "2026-11-27T18:10:00Z")).toEqual(["2026-11-27", "2026-11-30"]);
  expect(daysAt("us-equity", "2026-11-29T12:00:00Z")).toEqual(["2026-11-27", "2026-11-30"]);
});

test("a day with two windows is over after the second", () => {
  // 2 March 2024: two sessions to try the exchange's second site, 9:15 to 10:00 and 11:30 to 12:30
  expect(daysAt("india", "2024-03-02T05:00:00Z")).toEqual(["2024-03-01", "2024-03-02"]);
  const { over } = tradingDays(calendars["india"], at("2024-03-02T07:20:00Z"));
  expect(over).toMatchObject({ day: "2024-03-02", from: at("2024-03-01T10:10:00Z") });
});

import { expect, test } from "vitest";
import { isoUtc } from "../core/time.ts";
import { contractEnd } from "./contract-end.ts";

test.each([
  ["us-equity", "2024-12-20", "2024-12-20T21:00:00Z", "the close of an ordinary day"],
  ["us-equity", "2024-07-19", "2024-07-19T20:00:00Z", "the close in summer"],
  ["us-equity", "2024-11-29", "2024-11-29T18:00:00Z", "the early close of a short day"],
  ["us-equity", "2024-12-21", "2024-12-22T04:59:59Z", "a Saturday ends with itself"],
  ["india-derivatives", "2024-12-26", "2024-12-26T10:00:00Z", "half past three in India"],
  ["always", "2024-12-27", "2024-12-27T23:59:59Z", "round the clock, the day itself"],
] as const)("a contract of %s whose last day is %s ends at %s: %s", (calendar, day, end, _why) => {
  expect(isoUtc(contractEnd(calendar, day))).toBe(end);
});

test("what is no date is refused in words", () => {
  expect(() => contractEnd("us-equity", "20 December")).toThrow('must be a date such as 2024-12-20, was "20 December"');
});

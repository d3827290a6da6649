import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { DAY, daysFromCivil, isoDate, MINUTE, parseIso, weekdayUtc } from "../../core/time.ts";
import { calendars } from "./calendars.ts";
import { withOverrides } from "./exchange-calendar.ts";
import { instantOf, localOf } from "./exchange-zone.ts";
import { firstSessionOfDay, lastSessionAt, sessionTable } from "./session-table.ts";

type Vector = {
  readonly from: string;
  readonly to: string;
  readonly closed: readonly string[];
  readonly hours: readonly (readonly [string, number, number])[];
};

const vectors = JSON.parse(readFileSync(new URL("calendar-vectors.json", import.meta.url), "utf8")) as Record<
  "us-equity" | "india",
  Vector
>;
const at = (iso: string): number => parseIso(iso)!;
const dayOf = (date: string): number => at(date) / DAY;

/** The sessions on weekdays in the form of the vectors; weekends are no part of them. */
function summarise(id: "us-equity" | "india", from: string, to: string) {
  const table = sessionTable(calendars[id]);
  const held = new Set<number>();
  const hours: [string, number, number][] = [];
  for (const [i, day] of table.day.entries()) {
    if (day < dayOf(from) || day > dayOf(to) || weekdayUtc(day * DAY) % 6 === 0) continue;
    held.add(day);
    const now: [string, number, number] = [
      isoDate(day * DAY),
      (table.open[i]! - day * DAY) / MINUTE,
      (table.close[i]! - day * DAY) / MINUTE,
    ];
    const before = hours.at(-1);
    if (before === undefined || before[1] !== now[1] || before[2] !== now[2]) hours.push(now);
  }
  const closed: string[] = [];
  for (let day = dayOf(from); day <= dayOf(to); day++)
    if (weekdayUtc(day * DAY) % 6 !== 0 && !held.has(day)) closed.push(isoDate(day * DAY));
  return { closed, hours };
}

describe.each(["us-equity", "india"] as const)("the calendar of %s", (id) => {
  const { from, to, closed, hours } = vectors[id];
  test("has the closed weekdays and the hours, to the minute, that independent packages have", () => {
    expect(summarise(id, from, to)).toEqual({ closed, hours });
  });
});

test("foreign exchange trades from Sunday to Friday 17:00 in New York, in winter and summer", () => {
  const table = sessionTable(calendars.forex);
  const monday = firstSessionOfDay(table, daysFromCivil(2024, 1, 8));
  expect(table.open[monday]).toBe(at("2024-01-07T22:00"));
  expect(table.close[monday + 4]).toBe(at("2024-01-12T22:00"));
  expect(table.open[monday + 5]).toBe(at("2024-01-14T22:00"));
  const july = firstSessionOfDay(table, daysFromCivil(2024, 7, 8));
  expect(table.open[july]).toBe(at("2024-07-07T21:00"));
});

test("the calendar that never closes has no hole between its days", () => {
  const { open, close } = sessionTable(calendars.always);
  expect([...open.subarray(1)]).toEqual([...close.subarray(0, -1)]);
});

test("the day of two sites has two windows, and an instant between them belongs to the first", () => {
  const table = sessionTable(calendars.india);
  const first = firstSessionOfDay(table, daysFromCivil(2024, 3, 2));
  expect([...table.day.subarray(first, first + 3)].map((day) => day - daysFromCivil(2024, 3, 2))).toEqual([0, 0, 2]);
  const between = at("2024-03-02T05:00");
  expect(lastSessionAt(table, between)).toBe(first);
  expect(table.close[first]).toBeLessThan(between);
});

test("an override closes a day or gives it other hours, and leaves the calendar it came from alone", () => {
  const changed = sessionTable(
    withOverrides(calendars["us-equity"], { "2027-03-03": [], "2027-03-06": [["10:00", "12:00"]] }),
  );
  const plain = sessionTable(calendars["us-equity"]);
  const tuesday = daysFromCivil(2027, 3, 2);
  const days = (table: typeof plain) => {
    const from = firstSessionOfDay(table, tuesday);
    return [...table.day.subarray(from, from + 4)].map((day) => day - tuesday);
  };
  expect(days(plain)).toEqual([0, 1, 2, 3]);
  expect(days(changed)).toEqual([0, 2, 3, 4]);
  const saturday = firstSessionOfDay(changed, tuesday + 4);
  expect(changed.open[saturday]).toBe(at("2027-03-06T15:00"));
});

test("what the exchange's clock shows at an instant leads back to the instant, over each change of daylight saving", () => {
  for (const zone of ["America/New_York", "Asia/Kolkata", "UTC"] as const) {
    for (let time = at("2023-01-01"); time < at("2025-01-01"); time += 17 * MINUTE) {
      const back = instantOf(zone, 0, localOf(zone, time));
      // the hour that repeats in autumn counts as summer on the way back
      const isRepeated = zone === "America/New_York" && back === time - 3_600_000;
      if (back !== time) expect(isRepeated, isoDate(time)).toBe(true);
    }
  }
});

test.each([
  ["2024-03-10T06:59:00Z", "2024-03-10T01:59:00Z"],
  ["2024-03-10T07:00:00Z", "2024-03-10T03:00:00Z"],
  ["2024-11-03T05:59:00Z", "2024-11-03T01:59:00Z"],
  ["2024-11-03T06:00:00Z", "2024-11-03T01:00:00Z"],
])("clocks in New York show at %s what reads %s", (instant, shown) => {
  expect(localOf("America/New_York", at(instant))).toBe(at(shown));
});

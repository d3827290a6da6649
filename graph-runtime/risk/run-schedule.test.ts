import { describe, expect, test } from "vitest";
import { isoUtc, parseIso } from "../core/time.ts";
import { hoursAround, hoursClock, placeIn, RunSchedule } from "./run-schedule.ts";

const at = (text: string): number => parseIso(text) ?? Number.NaN;
const weekdays = [1, 2, 3, 4, 5];
const india: RunSchedule = {
  ...{ sessions: "india", zone: "Asia/Kolkata", days: weekdays },
  ...{ from: null, to: null, squareOffMinutes: null },
};
const nightShift: RunSchedule = { ...india, sessions: "us-equity", from: "19:00", to: "01:00" };
const always: RunSchedule = { ...india, sessions: "always", zone: "UTC", days: [0, 1, 2, 3, 4, 5, 6] };
const hoursOf = (schedule: RunSchedule, time: string) => {
  const hours = hoursAround(schedule, at(time));
  const text = (instant: number) => (Number.isFinite(instant) ? isoUtc(instant).slice(0, 16) : "never");
  return hours && [text(hours.from), text(hours.to)];
};

describe("the hours of a run", () => {
  test.each<readonly [string, RunSchedule, string, readonly [string, string] | null]>([
    // Thursday 26 November 2026; NSE trades 09:15 to 15:30 India time
    ["within a session", india, "2026-11-26T03:45Z", ["2026-11-26T03:45", "2026-11-26T10:00"]],
    ["the close does not belong to it", india, "2026-11-26T10:00Z", ["2026-11-27T03:45", "2026-11-27T10:00"]],
    ["over a weekend", india, "2026-11-27T10:00Z", ["2026-11-30T03:45", "2026-11-30T10:00"]],
    // Guru Nanak Jayanti, a Tuesday
    ["a run on a holiday waits for the next day", india, "2026-11-24T05:00Z", ["2026-11-25T03:45", "2026-11-25T10:00"]],
    ["on chosen days", { ...india, days: [1] }, "2026-11-24T05:00Z", ["2026-11-30T03:45", "2026-11-30T10:00"]],
    [
      "in a part of the day",
      { ...india, from: "09:30", to: "11:00" },
      "2026-11-26T03:50Z",
      ["2026-11-26T04:00", "2026-11-26T05:30"],
    ],
    ["a part that lies outside every session", { ...india, from: "17:00", to: "18:00" }, "2026-11-26T03:50Z", null],
    // the day after Thanksgiving New York closes at 13:00
    [
      "a short day",
      { ...india, sessions: "us-equity", zone: "America/New_York" },
      "2026-11-27T15:00Z",
      ["2026-11-27T14:30", "2026-11-27T18:00"],
    ],
    // by an Indian clock New York opens at 20:00 in winter and at 19:00 in summer
    ["past midnight in winter", nightShift, "2026-12-01T18:00Z", ["2026-12-01T14:30", "2026-12-01T19:30"]],
    ["past midnight in summer", nightShift, "2026-07-01T18:00Z", ["2026-07-01T13:30", "2026-07-01T19:30"]],
    ["after midnight of the last day", nightShift, "2026-12-04T19:00Z", ["2026-12-04T14:30", "2026-12-04T19:30"]],
    ["without any pause", always, "2026-11-26T03:45Z", ["2026-11-26T00:00", "never"]],
    [
      "round the clock from Monday to Friday",
      { ...always, days: weekdays },
      "2026-11-26T03:45Z",
      ["2026-11-26T00:00", "2026-11-28T00:00"],
    ],
    ["beyond what the calendar knows", india, "2027-03-01T05:00Z", null],
  ])("%s", (_, schedule, time, expected) => {
    expect(hoursOf(schedule, time)).toEqual(expected);
  });

  test("end earlier for entries where positions are closed before the end, and close them from then on", () => {
    const schedule: RunSchedule = { ...india, squareOffMinutes: 10 };
    const place = (time: string, of = schedule) => placeIn(of, hoursAround(of, at(time)), at(time));
    expect(place("2026-11-26T09:49Z")).toEqual({ isOpen: true, isLeaving: false });
    expect(place("2026-11-26T09:50Z")).toEqual({ isOpen: false, isLeaving: true });
    expect(place("2026-11-26T10:30Z")).toEqual({ isOpen: false, isLeaving: true });
    expect(place("2026-11-26T10:30Z", india)).toEqual({ isOpen: false, isLeaving: false });
  });

  test("are the same asked one after the other, backwards, or afresh", () => {
    const schedule: RunSchedule = { ...nightShift, squareOffMinutes: 15 };
    const times = Array.from({ length: 2_000 }, (_, index) => at("2026-10-25T00:00Z") + index * 17 * 60_000);
    const fresh = times.map((time) => placeIn(schedule, hoursAround(schedule, time), time));
    const rising = hoursClock(schedule);
    expect(times.map(rising)).toEqual(fresh);
    const falling = hoursClock(schedule);
    expect([...times].reverse().map(falling)).toEqual([...fresh].reverse());
    expect(fresh.filter(({ isOpen }) => isOpen).length).toBeGreaterThan(100);
  });

  test.each([
    ["a beginning without an end", { ...india, from: "09:30" }, "a beginning and an end"],
    ["no day", { ...india, days: [] }, "days"],
    ["a time that is none", { ...india, from: "9:30", to: "24:00" }, "such as 09:15"],
  ])("with %s are refused", (_, schedule, expected) => {
    const read = RunSchedule.safeParse(schedule);
    expect(JSON.stringify(read.error?.issues)).toContain(expected);
  });
});

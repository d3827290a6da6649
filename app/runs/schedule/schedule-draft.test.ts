import { expect, test } from "vitest";
import { RunSchedule } from "@/graph-runtime/risk/run-schedule.ts";
import { draftFor, scheduleErrors, scheduleOf, scheduleText, sessionNames } from "./schedule-draft.ts";

test.each(Object.keys(sessionNames) as (keyof typeof sessionNames)[])(
  "hours of %s are good as they begin",
  (sessions) => {
    const draft = draftFor(sessions);
    expect(scheduleErrors(draft)).toEqual({});
    expect(RunSchedule.parse(scheduleOf(draft))).toMatchObject({ sessions, from: null, squareOffMinutes: null });
  },
);

test("what is wrong is said where it is typed", () => {
  const draft = draftFor("india");
  expect(scheduleErrors({ ...draft, days: [] })).toHaveProperty("days");
  expect(scheduleErrors({ ...draft, from: "09:30" })).toHaveProperty("clock");
  expect(scheduleErrors({ ...draft, minutes: "" })).toEqual({});
  expect(scheduleErrors({ ...draft, squaresOff: true, minutes: "2.5" })).toHaveProperty("minutes");
});

test("a schedule is put into words", () => {
  const draft = { ...draftFor("india"), days: [1, 3], from: "09:30", to: "15:00", squaresOff: true, minutes: "10" };
  expect(scheduleText(scheduleOf(draft))).toBe(
    "NSE and BSE, shares, Mon, Wed, 09:30 to 15:00 (India time); everything is closed 10 min before the end.",
  );
});

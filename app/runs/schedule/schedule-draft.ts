import type { ApiInput } from "../../trpc/context.ts";

export type Schedule = NonNullable<ApiInput["runs"]["start"]["schedule"]>;
export type Sessions = Schedule["sessions"];
export type Zone = Schedule["zone"];

export const sessionNames: Readonly<Record<Sessions, string>> = {
  always: "Every day, round the clock",
  india: "NSE and BSE, shares",
  "india-derivatives": "NSE and BSE, derivatives",
  "us-equity": "NYSE and Nasdaq",
  forex: "Foreign exchange",
};
export const zoneNames: Readonly<Record<Zone, string>> = {
  "Asia/Kolkata": "India",
  "America/New_York": "New York",
  UTC: "UTC",
};
const zoneOf: Readonly<Record<Sessions, Zone>> = {
  always: "UTC",
  india: "Asia/Kolkata",
  "india-derivatives": "Asia/Kolkata",
  "us-equity": "America/New_York",
  forex: "America/New_York",
};
export const dayNames = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const;

/** What was typed so far. */
export type ScheduleDraft = {
  readonly sessions: Sessions;
  readonly zone: Zone;
  readonly days: readonly number[];
  readonly from: string;
  readonly to: string;
  readonly squaresOff: boolean;
  readonly minutes: string;
};

/** Returns hours as they begin: all of a calendar, by its own clock. */
export function draftFor(sessions: Sessions): ScheduleDraft {
  const days =
    sessions === "always" ? [0, 1, 2, 3, 4, 5, 6] : sessions === "forex" ? [0, 1, 2, 3, 4, 5] : [1, 2, 3, 4, 5];
  return { sessions, zone: zoneOf[sessions], days, from: "", to: "", squaresOff: false, minutes: "5" };
}

export type ScheduleErrors = { readonly days?: string; readonly clock?: string; readonly minutes?: string };

/** Returns what is wrong with a draft, in words; nothing where it is good. */
export function scheduleErrors({ days, from, to, squaresOff, minutes }: ScheduleDraft): ScheduleErrors {
  const count = Number(minutes);
  const isCount = minutes.trim() !== "" && Number.isInteger(count) && count >= 1 && count <= 240;
  return {
    ...(days.length === 0 ? { days: "Choose one day at least." } : {}),
    ...((from === "") === (to === "") ? {} : { clock: "Give both, or leave both empty." }),
    ...(squaresOff && !isCount ? { minutes: "1 to 240." } : {}),
  };
}

/** Returns the schedule that a draft without errors asks for. */
export function scheduleOf({ squaresOff, minutes, from, to, days, ...rest }: ScheduleDraft): Schedule {
  const hasPart = from !== "" && to !== "";
  return {
    ...rest,
    days: [...days],
    from: hasPart ? from : null,
    to: hasPart ? to : null,
    squareOffMinutes: squaresOff ? Number(minutes) : null,
  };
}

/** Returns a schedule in words. */
export function scheduleText({ sessions, zone, days, from, to, squareOffMinutes }: Schedule): string {
  const part = from === null || to === null ? "" : `, ${from} to ${to}`;
  const which = days.length === 7 ? "" : `, ${days.map((day) => dayNames[day]).join(", ")}`;
  const end = squareOffMinutes === null ? "" : `; everything is closed ${squareOffMinutes} min before the end`;
  return `${sessionNames[sessions]}${which}${part} (${zoneNames[zone]} time)${end}.`;
}

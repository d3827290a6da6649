import { describe, expect, test } from "vitest";
import { calendars } from "@/graph-runtime/market/calendar/calendars.ts";
import { type CheckedAccount, sessionNotices } from "./session-notices.ts";

const account = (user: string | null, until: string | null): CheckedAccount => ({
  id: "a",
  teamId: "t",
  label: "Kite",
  sessionUser: user,
  sessionExpiresAt: until === null ? null : new Date(until),
});
const told = (one: CheckedAccount, now: string, calendar: keyof typeof calendars = "india") =>
  sessionNotices(one, calendars[calendar], Date.parse(now)).map(({ kind, key }) => `${kind} ${key}`);

describe("the session of an account that runs trade on", () => {
  // 2026-06-01 is a Monday; India trades from 09:15 to 15:30, five and a half hours ahead of UTC
  test("is missed from 08:30 by the exchange's clock until the close, once a day", () => {
    const nobody = account(null, null);
    const missing = ["broker.expiring account:a:missing:2026-06-01"];
    expect(told(nobody, "2026-06-01T08:29:59+05:30")).toEqual([]);
    expect(told(nobody, "2026-06-01T08:30:00+05:30")).toEqual(missing);
    expect(told(nobody, "2026-06-01T15:29:59+05:30")).toEqual(missing);
    expect(told(nobody, "2026-06-01T15:30:00+05:30")).toEqual([]);
  });

  test("is not missed on weekends and holidays", () => {
    const nobody = account(null, null);
    expect(told(nobody, "2026-05-31T10:00:00+05:30")).toEqual([]);
    expect(told(nobody, "2026-01-26T10:00:00+05:30")).toEqual([]); // Republic Day
    expect(told(nobody, "2025-12-25T10:00:00-05:00", "us-equity")).toEqual([]);
  });

  test("that ended overnight counts as missing, not as broken off", () => {
    const overnight = account("X", "2026-06-01T06:00:00+05:30");
    expect(told(overnight, "2026-06-01T07:00:00+05:30")).toEqual([]);
    expect(told(overnight, "2026-06-01T08:31:00+05:30")).toEqual(["broker.expiring account:a:missing:2026-06-01"]);
  });

  test("is told to end before the close, again half an hour ahead, and when it has ended", () => {
    const until = Date.parse("2026-06-01T14:00:00+05:30");
    const short = account("X", "2026-06-01T14:00:00+05:30");
    expect(told(short, "2026-06-01T08:30:00+05:30")).toEqual([`broker.expiring account:a:short:${until}`]);
    expect(told(short, "2026-06-01T13:30:00+05:30")).toEqual([
      `broker.expiring account:a:short:${until}`,
      `broker.expiring account:a:soon:${until}`,
    ]);
    expect(told(short, "2026-06-01T14:00:00+05:30")).toEqual([`broker.expired account:a:expired:${until}`]);
  });

  test("that lasts to the close, or for ever, needs no word; an early close is early", () => {
    expect(told(account("X", "2026-06-02T06:00:00+05:30"), "2026-06-01T10:00:00+05:30")).toEqual([]);
    expect(told(account("X", null), "2026-06-01T10:00:00-04:00", "us-equity")).toEqual([]);
    // the day after Thanksgiving closes at 13:00
    const until = "2026-11-27T14:00:00-05:00";
    expect(told(account("X", until), "2026-11-27T09:00:00-05:00", "us-equity")).toEqual([]);
  });
});

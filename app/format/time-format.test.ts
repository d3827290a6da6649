import { describe, expect, test } from "vitest";
import type { DisplayPreferences } from "./display-preferences.ts";
import { formatAgo, formatDateTime, formatDuration, formatSession } from "./time-format.ts";

const kolkata: DisplayPreferences = { locale: "en-GB", timeZone: "Asia/Kolkata", compact: "metric" };
const losAngeles: DisplayPreferences = { locale: "en-US", timeZone: "America/Los_Angeles", compact: "metric" };
const moment = Date.UTC(2026, 10, 20, 20, 5);

describe("times", () => {
  test("name their zone", () => {
    expect(formatDateTime(moment, kolkata)).toBe("21 Nov 2026, 01:35 GMT+5:30");
    expect(formatDateTime(moment, losAngeles)).toBe("Nov 20, 2026, 12:05 PST");
  });

  test("a session keeps its day whatever the zone of the reader", () => {
    const session = Date.UTC(2008, 9, 10);
    expect(formatSession(session, losAngeles)).toBe("Oct 10, 2008");
    expect(formatSession(session, kolkata)).toBe("10 Oct 2008");
  });

  test("a broken date is a dash", () => {
    expect(formatDateTime("not a date", kolkata)).toBe("–");
    expect(formatSession(null, kolkata)).toBe("–");
  });

  test("what is past is told from now", () => {
    expect(formatAgo(moment - 3 * 60_000, moment, losAngeles)).toBe("3 minutes ago");
    expect(formatAgo(moment - 26 * 3_600_000, moment, losAngeles)).toBe("yesterday");
    expect(formatAgo(moment - 5_000, moment, losAngeles)).toBe("now");
  });

  test("a duration takes the unit that fits it", () => {
    expect(formatDuration(380)).toBe("380 ms");
    expect(formatDuration(4_200)).toBe("4.2 s");
    expect(formatDuration(65_000)).toBe("1 min 5 s");
    expect(formatDuration(3_900_000)).toBe("1 h 5 min");
  });
});

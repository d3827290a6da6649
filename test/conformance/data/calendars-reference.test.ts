import { expect, test } from "vitest";
import { DAY, isoDate } from "@/graph-runtime/core/time.ts";
import { calendars } from "@/graph-runtime/market/calendar/calendars.ts";
import { firstSessionOfDay, sessionTable } from "@/graph-runtime/market/calendar/session-table.ts";
import { hasReference, referenceText } from "../../setup/reference-data.ts";

const india = calendars.india;

test.skipIf(!hasReference("india/xbom-sessions.csv"))(
  "[reference] the Indian calendar trades on the days of the Bombay exchange",
  () => {
    const dates = referenceText("india/xbom-sessions.csv")
      .split("\n")
      .slice(1)
      .map((line) => line.slice(0, 10));
    const expected = new Set(dates.filter((date) => date >= "2006-01-01"));
    const ours = new Set([...sessionTable(india).day].map((day) => isoDate(day * DAY)));
    const differ = [...[...ours].filter((d) => !expected.has(d)), ...[...expected].filter((d) => !ours.has(d))];
    // The list leaves out extra sessions, does not know the holiday of 2026-01-15, and keeps Muharram of 2013 on the 14th, from
    // which it was moved to the 15th.
    const known = [...Object.keys(india.special), "2013-11-14", "2013-11-15", "2026-01-15"];
    expect(differ.filter((date) => !known.includes(date))).toEqual([]);
    expect(expected.size).toBeGreaterThan(5_100);
  },
);

test.skipIf(!hasReference("india/NIFTY_2024.csv"))(
  "[reference] every minute of the two short Saturdays of 2024 lies in a window",
  () => {
    const lines = referenceText("india/NIFTY_2024.csv").trim().split("\n").slice(1);
    const table = sessionTable(india);
    for (const date of ["2024-03-02", "2024-05-18"]) {
      const traded = lines.filter((line) => line.includes(date.replaceAll("-", ""))).map((line) => line.split(",")[2]!);
      const at = firstSessionOfDay(table, Date.parse(date) / DAY);
      const expected: string[] = [];
      for (const window of [at, at + 1])
        for (let time = table.open[window]!; time < table.close[window]!; time += 60_000)
          expected.push(new Date(time + 19_800_000).toISOString().slice(11, 16));
      expect(traded).toEqual(expected);
    }
  },
);

import { describe, expect, test } from "vitest";
import { DAY, HOUR, MINUTE, parseIso } from "../../core/time.ts";
import { type BarColumns, emptyBars } from "../bars.ts";
import { calendars } from "../calendar/calendars.ts";
import { firstSessionOfDay, sessionTable } from "../calendar/session-table.ts";
import { assessQuality } from "./assess-quality.ts";
import { findGaps } from "./find-gaps.ts";
import { findOutliers } from "./find-outliers.ts";
import { cleanRows } from "./quality-report.ts";

const at = (iso: string): number => parseIso(iso)!;
const us = calendars["us-equity"];

/** Every day or minute of the sessions between two dates. */
function sessionTimes(step: "day" | "minute", from: string, to: string): number[] {
  const table = sessionTable(us);
  const times: number[] = [];
  for (let i = firstSessionOfDay(table, at(from) / DAY); table.day[i]! < at(to) / DAY; i++) {
    if (step === "day") times.push(table.day[i]! * DAY);
    else for (let time = table.open[i]!; time < table.close[i]!; time += MINUTE) times.push(time);
  }
  return times;
}

function barsAt(times: readonly number[], priceAt: (i: number) => number = (i) => 100 + (i % 5) / 10): BarColumns {
  const bars = emptyBars(times.length);
  for (const [i, time] of times.entries()) {
    const price = priceAt(i);
    bars.time[i] = time;
    bars.open[i] = price;
    bars.high[i] = price + 0.5;
    bars.low[i] = price - 0.5;
    bars.close[i] = price;
    bars.volume[i] = 10;
  }
  return bars;
}

describe("gaps", () => {
  test("are none in bars of every session, half days and a change of clocks among them", () => {
    for (const step of ["day", "minute"] as const) {
      const times = sessionTimes(step, "2024-10-28", "2024-12-02");
      const found = findGaps(Float64Array.from(times), step === "day" ? "1d" : "1m", us);
      expect(found).toEqual({ expected: times.length, missing: 0, outside: 0, gapCount: 0, worst: [] });
    }
  });

  test("are counted by the bars that are missing, with their ends, longest first", () => {
    const days = sessionTimes("day", "2024-01-01", "2024-03-01").filter(
      (time) => ![at("2024-01-10"), at("2024-02-06"), at("2024-02-07"), at("2024-02-08")].includes(time),
    );
    const found = findGaps(Float64Array.from(days), "1d", us);
    expect(found).toMatchObject({ missing: 4, gapCount: 2, outside: 0 });
    expect(found.worst).toEqual([
      { from: at("2024-02-06"), to: at("2024-02-08"), missing: 3 },
      { from: at("2024-01-10"), to: at("2024-01-10"), missing: 1 },
    ]);
    const minutes = sessionTimes("minute", "2024-01-02", "2024-01-04");
    const holed = minutes.filter((_, i) => i < 380 || i >= 400);
    // the last ten minutes of a day and the first ten of the next are one gap
    expect(findGaps(Float64Array.from(holed), "1m", us)).toMatchObject({ missing: 20, gapCount: 1, outside: 0 });
  });

  test("tell bars at times without trading from bars that are missing", () => {
    const days = [...sessionTimes("day", "2024-01-02", "2024-01-20"), at("2024-01-13"), at("2024-01-15")].sort(
      (a, b) => a - b,
    );
    expect(findGaps(Float64Array.from(days), "1d", us)).toMatchObject({ missing: 0, outside: 2 });
    const minutes = [
      ...sessionTimes("minute", "2024-01-02", "2024-01-03"),
      at("2024-01-02T22:00"),
      at("2024-01-02T23:00"),
    ];
    expect(findGaps(Float64Array.from(minutes), "1m", us)).toMatchObject({ missing: 0, outside: 2 });
  });

  test("are not sought in weeks, nor in a time about which the calendar knows nothing", () => {
    const weeks = Float64Array.from([at("2024-01-01"), at("2024-01-08")]);
    expect(findGaps(weeks, "1w", us).expected).toBeNull();
    const old = Float64Array.from([at("1929-10-28"), at("1929-10-29")]);
    expect(findGaps(old, "1d", us)).toMatchObject({ expected: null, missing: null });
  });

  test("know clock hours, which begin before an exchange that opens at half past", () => {
    const hours = Array.from({ length: 7 }, (_, i) => at("2024-01-02T14:00") + i * HOUR);
    expect(findGaps(Float64Array.from(hours), "1h", us)).toMatchObject({ expected: 7, missing: 0, outside: 0 });
  });
});

describe("outliers", () => {
  test("are closes that jump away and come back, not prices that move for good", () => {
    const times = sessionTimes("day", "2023-01-01", "2024-01-01");
    const spike = findOutliers(barsAt(times, (i) => (i === 100 ? 190 : 100 + (i % 5) / 10)));
    expect([spike.count, spike.worst[0]?.time]).toEqual([1, times[100]]);
    const step = findOutliers(barsAt(times, (i) => (i < 100 ? 100 : 160) + (i % 5) / 10));
    expect(step.count).toBe(0);
  });

  test("name an opening that looks like a split, either way round", () => {
    const times = sessionTimes("day", "2023-01-01", "2024-01-01");
    const { possibleSplits } = findOutliers(barsAt(times, (i) => (i < 50 ? 100 : i < 150 ? 25 : 250)));
    expect(possibleSplits).toEqual([
      { time: times[50], ratio: "4:1" },
      { time: times[150], ratio: "1:10" },
    ]);
  });
});

describe("the grade", () => {
  const times = sessionTimes("day", "2020-01-01", "2024-01-01");
  const grade = (bars: BarColumns, rows = cleanRows(bars.time.length)) =>
    assessQuality({ bars, timeframe: "1d", calendar: "us-equity", rows });

  test("is A for what is whole and clean, without a reason against it", () => {
    expect(grade(barsAt(times))).toMatchObject({ grade: "A", reasons: [], bars: times.length });
  });

  test("falls with the share that is missing, and says so", () => {
    const keep = (share: number) =>
      barsAt(times.filter((_, i) => i === 0 || i === times.length - 1 || i % 100 >= share));
    expect(grade(keep(2)).grade).toBe("B");
    expect(grade(keep(8)).grade).toBe("C");
    expect(grade(keep(30)).grade).toBe("D");
    expect(grade(keep(70)).grade).toBe("E");
    expect(grade(keep(8)).reasons[0]).toMatch(/^\d+ of 1006 bars are missing$/);
  });

  test("is no better than its worst side: one bad row left out is a B, a file of ten rows a C", () => {
    expect(grade(barsAt(times), { ...cleanRows(times.length + 1), bad: 1 }).grade).toBe("B");
    expect(grade(barsAt(times.slice(0, 10))).grade).toBe("C");
    const flat = barsAt(times);
    flat.high.set(flat.close);
    flat.low.set(flat.close);
    expect(grade(flat)).toMatchObject({ grade: "E", flatBars: times.length });
  });
});

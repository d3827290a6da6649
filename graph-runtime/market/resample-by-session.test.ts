import { describe, expect, test } from "vitest";
import { civilFromDays, DAY, MINUTE, parseIso } from "../core/time.ts";
import { type BarColumns, emptyBars } from "./bars.ts";
import { calendars } from "./calendar/calendars.ts";
import { firstSessionOfDay, sessionTable } from "./calendar/session-table.ts";
import { resampleBySession } from "./resample-by-session.ts";

const at = (iso: string): number => parseIso(iso)!;

/** Bars of a minute at the given instants; each price tells its rank, so that what was taken from where shows. */
function minutes(times: readonly number[]): BarColumns {
  const bars = emptyBars(times.length);
  for (const [i, time] of times.entries()) {
    bars.time[i] = time;
    bars.open[i] = 100 + i;
    bars.close[i] = 100.5 + i;
    bars.high[i] = 101 + ((i * 7) % 50);
    bars.low[i] = 99 - ((i * 11) % 50);
    bars.volume[i] = i + 1;
  }
  return bars;
}

function sessionMinutes(calendar: (typeof calendars)["india"], from: number, to: number): number[] {
  const table = sessionTable(calendar);
  const times: number[] = [];
  for (let i = firstSessionOfDay(table, from / DAY); table.day[i]! < to / DAY; i++)
    for (let t = table.open[i]!; t < table.close[i]!; t += MINUTE) times.push(t);
  return times;
}

/** The same thing said slowly: group, then look at each group. */
function grouped(bars: BarColumns, keyOf: (time: number) => number) {
  const groups = new Map<number, number[]>();
  bars.time.forEach((time, i) => {
    const key = keyOf(time);
    groups.set(key, [...(groups.get(key) ?? []), i]);
  });
  return [...groups].map(([time, ranks]) => ({
    time,
    open: bars.open[ranks[0]!],
    high: Math.max(...ranks.map((i) => bars.high[i]!)),
    low: Math.min(...ranks.map((i) => bars.low[i]!)),
    close: bars.close[ranks.at(-1)!],
    volume: ranks.reduce((sum, i) => sum + bars.volume[i]!, 0),
  }));
}

const rows = (bars: BarColumns) =>
  [...bars.time.keys()].map((i) => ({
    time: bars.time[i],
    open: bars.open[i],
    high: bars.high[i],
    low: bars.low[i],
    close: bars.close[i],
    volume: bars.volume[i],
  }));

describe("resampling by session", () => {
  test("counts New York's hours from 09:30 through a change of clocks, and ends the last with the session", () => {
    const bars = minutes(sessionMinutes(calendars["us-equity"], at("2024-03-07"), at("2024-03-13")));
    const { bars: hours, outside } = resampleBySession(bars, "1h", calendars["us-equity"]);
    const open = (time: number) => Math.floor(time / DAY) * DAY + (time < at("2024-03-10") ? 870 : 810) * MINUTE;
    expect(rows(hours)).toEqual(grouped(bars, (t) => open(t) + Math.floor((t - open(t)) / 3_600_000) * 3_600_000));
    expect([hours.time.length, outside]).toEqual([4 * 7, 0]);
  });

  test("gives the day its exchange's date, over two windows and a half day too", () => {
    const india = minutes(sessionMinutes(calendars.india, at("2024-02-29"), at("2024-03-05")));
    const days = resampleBySession(india, "1d", calendars.india).bars;
    expect(rows(days)).toEqual(grouped(india, (t) => Math.floor(t / DAY) * DAY));
    // Thursday, Friday, the Saturday of two sites, Monday
    expect([...days.time].map((time) => civilFromDays(time / DAY).day)).toEqual([29, 1, 2, 4]);
    const half = minutes(sessionMinutes(calendars["us-equity"], at("2024-11-29"), at("2024-11-30")));
    expect(half.time.length).toBe(210);
    expect(resampleBySession(half, "4h", calendars["us-equity"]).bars.time.length).toBe(1);
  });

  test("gives an evening of foreign exchange to the trading day that it begins", () => {
    const evening = minutes([at("2024-01-07T22:00"), at("2024-01-08T21:59"), at("2024-01-08T22:00")]);
    const { bars } = resampleBySession(evening, "1d", calendars.forex);
    expect([...bars.time]).toEqual([at("2024-01-08"), at("2024-01-09")]);
  });

  test("begins weeks on Monday, and leaves out and counts bars outside every session", () => {
    const times = [
      at("2024-01-05T15:00"),
      at("2024-01-06T15:00"),
      at("2024-01-08T14:29"),
      at("2024-01-08T14:30"),
      at("2024-01-09T21:00"),
    ];
    const { bars, outside } = resampleBySession(minutes(times), "1w", calendars["us-equity"]);
    expect([...bars.time]).toEqual([at("2024-01-01"), at("2024-01-08")]);
    expect(outside).toBe(3);
  });
});

import { describe, expect, test } from "vitest";
import { DAY, isoDate, parseIso } from "../../core/time.ts";
import { alignCurves, type MemberCurve } from "./align-curves.ts";
import { type CombineRule, combineCurves } from "./combine-curves.ts";

const first = parseIso("2024-01-01") ?? Number.NaN;
/** Daily closes from a day of January 2024 on. */
const curve = (equity: readonly number[], from = 0): MemberCurve => ({
  time: Float64Array.from(equity, (_, at) => first + (from + at) * DAY),
  equity: Float64Array.from(equity),
});
const rule = (changes: Partial<CombineRule> = {}): CombineRule => ({
  capital: 1_000,
  weights: [0.5, 0.5],
  method: "given",
  schedule: "never",
  corridor: 0,
  ...changes,
});

describe("curves side by side", () => {
  test("begin where all have begun, end where one ends, and carry a missing day", () => {
    const gap: MemberCurve = { time: Float64Array.of(first, first + 2 * DAY), equity: Float64Array.of(10, 12) };
    const aligned = alignCurves([curve([1, 2, 3, 4]), gap]);
    expect(Array.from(aligned.day, (day) => (day - first) / DAY)).toEqual([0, 1, 2]);
    expect(Array.from(aligned.equity[1] ?? [])).toEqual([10, 10, 12]);
  });

  test("that never overlap give nothing", () => {
    expect(combineCurves([curve([1, 2]), curve([1, 2], 10)], rule()).day).toHaveLength(0);
  });

  test("several bars of a day count by the last", () => {
    const intraday: MemberCurve = {
      time: Float64Array.of(first, first + DAY / 2, first + DAY),
      equity: Float64Array.of(100, 110, 121),
    };
    expect(Array.from(combineCurves([intraday], rule({ weights: [1] })).equity)).toEqual([1_000, 1_100]);
  });
});

describe("money of one basket", () => {
  // 500 doubles to 1,000, 500 halves to 250.
  const doubling = curve([1, 2]);
  const halving = curve([4, 2]);

  test("grows with each member as that grew on its own", () => {
    const { equity, contribution } = combineCurves([doubling, halving], rule());
    expect(Array.from(equity)).toEqual([1_000, 1_250]);
    expect(contribution).toEqual([0.5, -0.25]);
  });

  test("is moved back to the targets on the first day of a week, outside the corridor", () => {
    // 2024-01-01 is a Monday: the next rebalance is on day 7, at which 500 has become 1,000 beside 500.
    const rising = curve([1, 1, 1, 1, 1, 1, 1, 2, 4]);
    const flat = curve([1, 1, 1, 1, 1, 1, 1, 1, 1]);
    const weekly = combineCurves([rising, flat], rule({ schedule: "weekly" }));
    expect(weekly.rebalances.map(({ day }) => (day - first) / DAY)).toEqual([0, 7]);
    // 1,500 in equal parts: 750 doubles.
    expect(weekly.equity.at(-1)).toBe(2_250);
    const wide = combineCurves([rising, flat], rule({ schedule: "weekly", corridor: 0.2 }));
    expect(wide.rebalances).toHaveLength(1);
    expect(wide.equity.at(-1)).toBe(2_500);
  });

  test("months and quarters begin on their first day that has a session", () => {
    const flat = curve(Array.from({ length: 100 }, () => 1));
    const rising = curve(Array.from({ length: 100 }, (_, at) => 1 + at / 100));
    const days = (schedule: CombineRule["schedule"]) =>
      combineCurves([rising, flat], rule({ schedule })).rebalances.map(({ day }) => isoDate(day).slice(5));
    expect(days("monthly")).toEqual(["01-01", "02-01", "03-01", "04-01"]);
    expect(days("quarterly")).toEqual(["01-01", "04-01"]);
  });
});

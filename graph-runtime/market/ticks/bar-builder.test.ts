import { describe, expect, test } from "vitest";
import { parseIso } from "../../core/time.ts";
import { calendars } from "../calendar/calendars.ts";
import { BarBuilder } from "./bar-builder.ts";
import type { MarketTick } from "./market-tick.ts";
import { sessionSlots } from "./session-slots.ts";

const hour = 3_600_000;
/** 2026-11-27 is a half day in New York: 14:30 to 18:00 UTC. */
const opens = (parseIso("2026-11-27") ?? Number.NaN) + 14.5 * hour;
const total = (time: number, price: number, units: number): MarketTick => {
  return { time, price, volume: { kind: "total", units }, id: null };
};
const index = (time: number, price: number): MarketTick => ({ time, price, volume: null, id: null });

describe("a bar builder", () => {
  test("counts hours from the opening, and ends the last one with the session", () => {
    const builder = new BarBuilder(sessionSlots(calendars["us-equity"], hour));
    for (const minutes of [-1, 0, 59, 60, 209, 210]) builder.push(index(opens + minutes * 60_000, 100 + minutes));
    const bars = builder.close(Number.POSITIVE_INFINITY);
    expect(bars.map(({ time, end, open, close }) => [time - opens, end - opens, open, close])).toEqual([
      [0, hour, 100, 159],
      [hour, 2 * hour, 160, 160],
      [3 * hour, 3.5 * hour, 309, 309],
    ]);
    expect(builder.counts).toEqual({ late: 0, repeated: 0, outside: 2 });
  });

  test("takes no trade from a total that does not grow, and the price alone from one that was overtaken", () => {
    const builder = new BarBuilder(sessionSlots(calendars.always, 60_000));
    builder.push(total(opens, 90, 500));
    builder.push(total(opens + 1, 100, 510));
    builder.push(total(opens + 3, 102, 540));
    builder.push(total(opens + 2, 105, 520));
    builder.push(total(opens + 60_000, 200, 540));
    expect(builder.close(opens + 120_000)).toEqual([
      { time: opens, end: opens + 60_000, open: 100, high: 105, low: 100, close: 102, volume: 40 },
    ]);
    expect(builder.counts.repeated).toBe(2);
  });

  test("leaves out what comes after a bar was closed", () => {
    const builder = new BarBuilder(sessionSlots(calendars.always, 60_000));
    builder.push(index(opens, 100));
    expect(builder.close(opens + 59_999)).toEqual([]);
    expect(builder.close(opens + 60_000)).toHaveLength(1);
    builder.push(index(opens + 1, 300));
    builder.push(index(opens + 60_000, 101));
    expect(builder.close(opens + 120_000)).toMatchObject([{ time: opens + 60_000, high: 101 }]);
    expect(builder.counts.late).toBe(1);
  });

  test("takes trades back and puts others in their place while their bar is open, and leaves a closed one as it is", () => {
    const builder = new BarBuilder(sessionSlots(calendars.always, 60_000));
    const trade = (id: string, time: number, price: number, units = 10): MarketTick => {
      return { time: opens + time, price, volume: { kind: "each", units }, id };
    };
    builder.push(trade("a", 0, 100));
    builder.push(trade("b", 1, 900));
    builder.push(trade("c", 2, 101));
    builder.push(trade("lone", 60_000, 500));
    // what was a hundred times too much was 90; the lone trade never was
    builder.amend("b", trade("b2", 30_000, 90, 4));
    builder.amend("lone", null);
    builder.amend("never heard", trade("d", 3, 1));
    const [bar, ...others] = builder.close(opens + 120_000);
    expect(bar).toMatchObject({ open: 100, high: 101, low: 90, close: 101, volume: 24 });
    expect(others).toEqual([]);
    builder.amend("a", null);
    expect(builder.close(Number.POSITIVE_INFINITY)).toEqual([]);
    expect(builder.counts.late).toBe(2);
  });
});

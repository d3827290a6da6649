import { describe, expect, test } from "vitest";
import { barAt, extentOf, panRange, revealBar, traceLine, zoomRange } from "./chart-scale.ts";

const rising = Float64Array.from({ length: 1000 }, (_, index) => index);

describe("the preview chart", () => {
  test("zooming keeps the bar under the pointer in its place", () => {
    const before = { from: 0, to: 1000 };
    const after = zoomRange(before, 0.5, 0.5, 1000);
    expect(barAt(0.5, after)).toBe(barAt(0.5, before));
    expect(after.to - after.from).toBe(500);
  });

  test("never leaves the data nor shows fewer than a dozen bars", () => {
    let range = { from: 0, to: 1000 };
    for (let step = 0; step < 60; step += 1) range = zoomRange(range, 1, 0.5, 1000);
    expect(range).toEqual({ from: 988, to: 1000 });
    expect(panRange(range, 5000, 1000)).toEqual({ from: 988, to: 1000 });
    expect(revealBar(range, 3, 1000)).toEqual({ from: 0, to: 12 });
  });

  test("draws the extremes of bars that share a pixel", () => {
    const spike = Float64Array.from({ length: 10_000 }, (_, index) => (index === 5003 ? 99 : 1));
    let highest = 0;
    let points = 0;
    traceLine(spike, { from: 0, to: 10_000 }, 100, (_x, value) => {
      highest = Math.max(highest, value);
      points += 1;
    });
    expect(highest).toBe(99);
    expect(points).toBeLessThanOrEqual(400);
  });

  test("leaves unknown values out", () => {
    const points: number[] = [];
    traceLine(Float64Array.of(Number.NaN, 2, 3), { from: 0, to: 3 }, 300, (_x, value) => points.push(value));
    expect(points).toEqual([2, 3]);
    expect(extentOf(Float64Array.of(Number.NaN), { from: 0, to: 1 })).toBeNull();
    expect(extentOf(rising, { from: 10, to: 20 })).toEqual({ low: 10, high: 19 });
  });
});

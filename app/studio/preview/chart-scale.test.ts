import { describe, expect, test } from "vitest";
import { barAt, extentOf, isDense, panRange, revealBar, traceColumns, traceLine, zoomRange } from "./chart-scale.ts";

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

  test("a long history is a row of columns that join, each from its lowest to its highest value", () => {
    const range = { from: 0, to: 1000 };
    const columns: [x: number, low: number, high: number][] = [];
    traceColumns(rising, range, 100, (x, low, high) => columns.push([x, low, high]));
    expect(isDense(range, 100)).toBe(true);
    expect(isDense(range, 500)).toBe(false);
    expect(columns).toHaveLength(100);
    expect(columns.slice(0, 3)).toEqual([
      [0, 0, 9],
      [1, 9, 19],
      [2, 19, 29],
    ]);
    const gap = rising.map((value) => (value >= 10 && value < 20 ? Number.NaN : value));
    const around: number[] = [];
    traceColumns(gap, range, 100, (x, low) => around.push(x, low));
    expect(around.slice(0, 4)).toEqual([0, 0, 2, 20]);
  });

  test("leaves unknown values out", () => {
    const points: number[] = [];
    traceLine(Float64Array.of(Number.NaN, 2, 3), { from: 0, to: 3 }, 300, (_x, value) => points.push(value));
    expect(points).toEqual([2, 3]);
    expect(extentOf(Float64Array.of(Number.NaN), { from: 0, to: 1 })).toBeNull();
    expect(extentOf(rising, { from: 10, to: 20 })).toEqual({ low: 10, high: 19 });
  });
});

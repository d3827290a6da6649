import { describe, expect, test } from "vitest";
import { columnOfMetric, heatCells, plateausOf, ranked, readSweep } from "./sweep-grid.ts";

const bundle = {
  meta: {
    axes: [
      { key: "fast", values: [5, 10] },
      { key: "slow", values: [20, 30, 40] },
      { key: "stop", values: [1, 2] },
    ],
    metrics: ["sharpe", "maxDrawdown"],
  },
  columns: {
    // fast, slow, stop
    cells: Uint16Array.of(0, 0, 0, 0, 0, 1, 0, 2, 0, 1, 1, 1),
    states: Uint8Array.of(1, 1, 1, 2),
    figures: Float64Array.of(1, 0.3, 2, 0.2, 3, 0.1, Number.NaN, Number.NaN),
  },
};
const grid = readSweep(bundle, { fast: "Fast length" });

test("a knob goes by its label, or by its key where it has none", () => {
  expect(grid.axes.map(({ label }) => label)).toEqual(["Fast length", "slow", "stop"]);
});

describe("the heat map of a sweep", () => {
  test("shows at each place the best over the knobs that it does not show", () => {
    const cells = heatCells(grid, columnOfMetric(grid, "sharpe"), { x: 1, y: 0, better: "most" });
    expect(cells).toEqual([
      [{ point: 1, value: 2 }, null, { point: 2, value: 3 }],
      [null, null, null],
    ]);
    const least = heatCells(grid, columnOfMetric(grid, "maxDrawdown"), { x: 1, y: 0, better: "least" });
    expect(least[0]?.[0]).toEqual({ point: 1, value: 0.2 });
  });

  test("of one knob is a single row", () => {
    expect(heatCells(grid, columnOfMetric(grid, "sharpe"), { x: 0, y: 0, better: "most" })).toEqual([
      [{ point: 2, value: 3 }, null],
    ]);
  });
});

describe("the points of a sweep", () => {
  test("are ranked by a figure, without those that have none", () => {
    expect(ranked(columnOfMetric(grid, "sharpe"), "most", 2)).toEqual([2, 1]);
    expect(ranked(columnOfMetric(grid, "maxDrawdown"), "least", 9)).toEqual([2, 1, 0]);
  });

  test("score with their neighbours", () => {
    expect([...plateausOf(grid, columnOfMetric(grid, "sharpe"))]).toEqual([1.5, 1.5, 3, Number.NaN]);
  });
});

import { describe, expect, test } from "vitest";
import { gridCells, gridSize, pointOf, randomCells, rangeLength, rangeValues } from "./sweep-axes.ts";

const axes = [
  { key: "fast", values: [5, 10, 20] },
  { key: "slow", values: [50, 100] },
];

describe("the values of a knob", () => {
  test("run from one end to the other without the dust of floating point", () => {
    expect(rangeValues({ from: 0.1, to: 0.5, step: 0.1 })).toEqual([0.1, 0.2, 0.3, 0.4, 0.5]);
    expect(rangeValues({ from: 5, to: 11, step: 3 })).toEqual([5, 8, 11]);
    expect(rangeValues({ from: 1e-7, to: 3e-7, step: 1e-7 })).toEqual([1e-7, 2e-7, 3e-7]);
  });

  test("are counted without being made, however many", () => {
    expect(rangeLength({ from: 1, to: 1e9, step: 1 })).toBe(1e9);
    expect(rangeLength({ from: 2, to: 1, step: 1 })).toBe(0);
  });
});

describe("the points of a sweep", () => {
  test("of a grid are all combinations, the last knob moving fastest", () => {
    const cells = gridCells(axes);
    expect(gridSize(axes)).toBe(6);
    expect(Array.from({ length: 6 }, (_, point) => Object.values(pointOf(axes, cells, point)))).toEqual([
      [5, 50],
      [5, 100],
      [10, 50],
      [10, 100],
      [20, 50],
      [20, 100],
    ]);
  });

  test("at random are as many as asked for, each once, and the same for the same seed", () => {
    const wide = ["a", "b", "c"].map((key) => ({ key, values: Array.from({ length: 40 }, (_, index) => index) }));
    const cells = randomCells(wide, 500, 7);
    const rows = new Set(Array.from({ length: 500 }, (_, point) => JSON.stringify(pointOf(wide, cells, point))));
    expect(rows.size).toBe(500);
    expect(randomCells(wide, 500, 7)).toEqual(cells);
    expect(randomCells(wide, 500, 8)).not.toEqual(cells);
    // every third of each knob is visited about as often
    const low = Array.from(cells).filter((place) => place < 20).length;
    expect(low / cells.length).toBeCloseTo(0.5, 1);
  });

  test("at random are the whole grid where there are no more", () => {
    expect(randomCells(axes, 100, 1)).toEqual(gridCells(axes));
  });
});

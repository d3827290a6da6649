import { describe, expect, test } from "vitest";
import { plateauScores } from "./plateau.ts";

const grid = (rows: readonly (readonly number[])[]) => ({
  lengths: [rows.length, rows[0]!.length],
  cells: Uint16Array.from(rows.flatMap((row, y) => row.flatMap((_, x) => [y, x]))),
  values: Float64Array.from(rows.flat()),
});

describe("the plateau score", () => {
  test("of a lone peak is below that of a lower ridge", () => {
    const scores = plateauScores(
      grid([
        [0, 0, 0, 3, 3],
        [0, 9, 0, 3, 3],
        [0, 0, 0, 3, 3],
      ]),
    );
    expect(scores[6]).toBe(1);
    expect(scores[9]).toBe(3);
    expect(Math.max(...scores)).toBe(3);
  });

  test("leaves out neighbours without a value, and has none for a point without one", () => {
    const scores = plateauScores(grid([[2, Number.NaN, 6]]));
    expect([...scores]).toEqual([2, Number.NaN, 6]);
  });

  test("of points drawn at random counts the neighbours that were drawn", () => {
    const scores = plateauScores({
      lengths: [10, 10, 10, 10, 10],
      cells: Uint16Array.of(1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 9, 9, 9, 9, 9),
      values: Float64Array.of(1, 3, 7),
    });
    expect([...scores]).toEqual([2, 2, 7]);
  });
});

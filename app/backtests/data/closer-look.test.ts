import { describe, expect, test } from "vitest";
import { closerLook } from "./closer-look.ts";
import { closerPrices, type ResultPrices } from "./result-prices.ts";
import { keptBeside, spliced } from "./splice.ts";

const column = (length: number, of: (row: number) => number) => Float64Array.from({ length }, (_, row) => of(row));

describe("a closer look at a long result", () => {
  // 4,000 rows for 400,000 bars, ten milliseconds apart
  const time = column(4_000, (row) => row * 10);
  const barsWithin = (from: number, to: number) => (to - from) * 100;

  test("is wanted where few rows stand for many bars, with room on either side", () => {
    expect(closerLook({ time, barsWithin }, { from: 1_000, to: 3_000 })).toEqual({ from: 500, to: 3_500 });
  });

  test("is not wanted where there are rows enough, or where every bar is there", () => {
    expect(closerLook({ time, barsWithin }, { from: 0, to: 40_000 })).toBeNull();
    expect(closerLook({ time, barsWithin: (from, to) => to - from }, { from: 1_000, to: 3_000 })).toBeNull();
  });

  test("takes the place of the rows that stood for it, once", () => {
    const part = column(5, (row) => 25 + row * 2);
    const kept = keptBeside(time, part);
    const joined = Array.from(spliced(time, part, kept)).slice(0, 12);
    expect(joined).toEqual([0, 10, 20, 25, 27, 29, 31, 33, 40, 50, 60, 70]);
  });

  test("of prices keeps the candles around it and tells how many bars each holds", () => {
    const candles = (times: Float64Array, barsEach: number): ResultPrices => ({
      bars: 400_000,
      barsEach,
      time: times,
      open: times,
      high: times,
      low: times,
      close: times,
    });
    const closer = closerPrices(
      candles(time, 100),
      candles(
        column(3, (row) => 15 + row),
        1,
      ),
    );
    expect([closer.barsEach, ...Array.from(closer.close).slice(0, 6)]).toEqual([1, 0, 10, 15, 16, 17, 20]);
    expect(closerPrices(candles(time, 100), null).time).toBe(time);
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sampleBars } from "./sample-bars.ts";

describe("the bars that stand for a run in a picture", () => {
  test("are all of them where they are few", () => {
    const values = Float64Array.of(3, 1, 2, 5);
    expect(Array.from(sampleBars({ equity: values, exposure: values }, { from: 1, to: 4, points: 10 }))).toEqual([
      1, 2, 3,
    ]);
  });

  test("contain the highest and the lowest equity and the largest exposure, rise, and are few", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), fc.double({ noNaN: true, min: -3, max: 3 })),
          {
            minLength: 1,
            maxLength: 400,
          },
        ),
        fc.integer({ min: 4, max: 40 }),
        (bars, points) => {
          const equity = Float64Array.from(bars, ([money]) => money);
          const exposure = Float64Array.from(bars, ([, size]) => size);
          const chosen = Array.from(sampleBars({ equity, exposure }, { from: 0, to: bars.length, points }));
          expect(chosen.every((bar, index) => index === 0 || bar > chosen[index - 1]!)).toBe(true);
          expect(chosen.length).toBeLessThanOrEqual(Math.max(points * 1.25 + 1, 5));
          expect(chosen.at(-1)).toBe(bars.length - 1);
          const seen = chosen.map((bar) => equity[bar]!);
          expect([Math.min(...seen), Math.max(...seen)]).toEqual([Math.min(...equity), Math.max(...equity)]);
          expect(Math.max(...chosen.map((bar) => Math.abs(exposure[bar]!)))).toBe(
            Math.max(...exposure.map((size) => Math.abs(size))),
          );
        },
      ),
    );
  });
});

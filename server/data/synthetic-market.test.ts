import { describe, expect, test } from "vitest";
import { syntheticBar, syntheticInstruments } from "./synthetic-market.ts";

const symbols = syntheticInstruments.map((instrument) => instrument.symbol);

function mean(closes: readonly number[], end: number, length: number): number {
  let sum = 0;
  for (let index = end - length + 1; index <= end; index += 1) sum += closes[index] ?? Number.NaN;
  return sum / length;
}

describe.each(symbols)("the synthetic market of %s", (symbol) => {
  test("is the same for the same seed and another for another seed", () => {
    expect(syntheticBar(7, symbol, 12_345)).toEqual(syntheticBar(7, symbol, 12_345));
    expect(syntheticBar(7, symbol, 12_345)).not.toEqual(syntheticBar(8, symbol, 12_345));
  });

  test("has bars whose open is the close before and whose prices lie between low and high", () => {
    for (let index = -500; index < 5_000; index += 1) {
      const bar = syntheticBar(7, symbol, index);
      expect(bar.open).toBe(syntheticBar(7, symbol, index - 1).close);
      expect(bar.low).toBeLessThanOrEqual(Math.min(bar.open, bar.close));
      expect(bar.high).toBeGreaterThanOrEqual(Math.max(bar.open, bar.close));
      expect(bar.low).toBeGreaterThan(0);
    }
  });

  test("crosses a 10 over a 30 bar average upwards at least once in every 90 bars", () => {
    for (const seed of [1, 7, 2_026]) {
      const closes = Array.from({ length: 20_000 }, (_, index) => syntheticBar(seed, symbol, 90_000_000 + index).close);
      let lastCross = 30;
      let longest = 0;
      for (let index = 31; index < closes.length; index += 1) {
        const before = mean(closes, index - 1, 10) - mean(closes, index - 1, 30);
        const now = mean(closes, index, 10) - mean(closes, index, 30);
        if (before <= 0 && now > 0) {
          longest = Math.max(longest, index - lastCross);
          lastCross = index;
        }
      }
      expect(longest).toBeLessThanOrEqual(90);
    }
  });

  test("returns to its level: it neither dies nor runs away", () => {
    const level = syntheticBar(7, symbol, 0).open;
    for (let index = 0; index < 1_000_000; index += 997) {
      const { close } = syntheticBar(7, symbol, index);
      expect(Math.abs(close / level - 1)).toBeLessThan(0.12);
    }
  });
});

test("a symbol that does not exist is refused by name", () => {
  expect(() => syntheticBar(1, "SYN-Z", 0)).toThrow("SYN-A, SYN-B");
});

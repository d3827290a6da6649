import fc from "fast-check";
import { expect, test } from "vitest";
import { allocateCapital } from "./allocate-capital.ts";

const inCents = (amounts: readonly string[]): number =>
  amounts.reduce((total, amount) => total + Math.round(Number(amount) * 100), 0);

test("a third each of 100 adds up to 100", () => {
  expect(allocateCapital(100, [1 / 3, 1 / 3, 1 / 3])).toEqual(["33.34", "33.33", "33.33"]);
});

test("weights of a half and two quarters are given half and quarters", () => {
  expect(allocateCapital(100_000, [0.5, 0.25, 0.25])).toEqual(["50000.00", "25000.00", "25000.00"]);
});

test("amounts add up to the capital to the cent, whatever the weights", () => {
  const parts = fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(fc.integer({ min: 10_000, max: 1_000_000_000 }), parts, (cents, shares) => {
      const sum = shares.reduce((total, share) => total + share, 0);
      const amounts = allocateCapital(
        cents / 100,
        shares.map((share) => share / sum),
      );
      expect(inCents(amounts)).toBe(cents);
    }),
  );
});

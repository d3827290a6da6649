import fc from "fast-check";
import { expect, test } from "vitest";
import { normaliseWeights } from "./normalise-weights.ts";

/** Adds decimal texts exactly. */
function exactSum(weights: readonly string[]): bigint {
  return weights.reduce((total, weight) => total + BigInt(weight.replace(".", "")), 0n);
}

test("weights that add up to one stay as they are", () => {
  expect(normaliseWeights([0.25, 0.75])).toEqual({ weights: ["0.2500000000", "0.7500000000"], scaled: false });
  expect(normaliseWeights([1])).toEqual({ weights: ["1.0000000000"], scaled: false });
});

test("three thirds add up to exactly one and count as unscaled", () => {
  const { weights, scaled } = normaliseWeights([1 / 3, 1 / 3, 1 / 3]);
  expect(exactSum(weights)).toBe(10_000_000_000n);
  expect(scaled).toBe(false);
});

test("other sums are scaled in proportion, and it is said", () => {
  expect(normaliseWeights([1, 3])).toEqual({ weights: ["0.2500000000", "0.7500000000"], scaled: true });
});

test("any positive weights add up to exactly one", () => {
  const weight = fc.double({ min: 1e-4, max: 1e4, noNaN: true });
  fc.assert(
    fc.property(fc.array(weight, { minLength: 1, maxLength: 50 }), (given) => {
      expect(exactSum(normaliseWeights(given).weights)).toBe(10_000_000_000n);
    }),
  );
});

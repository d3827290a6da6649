import { expect, test } from "vitest";
import { tickDigits } from "./tick-digits.ts";

test.each([
  [0.05, 2],
  [0.01, 2],
  [0.25, 2],
  [0.1, 1],
  [1, 0],
  [5, 0],
  [0.00001, 5],
  [1 / 3, 8],
])("a price in steps of %d has %d decimals", (tickSize, digits) => {
  expect(tickDigits(tickSize)).toBe(digits);
});

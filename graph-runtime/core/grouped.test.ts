import { expect, test } from "vitest";
import { grouped } from "./grouped.ts";

test("thousands stand apart, decimals and exponents as they are", () => {
  const numbers = [0, 12, 999, 1_000, -21_006.46, 1_234_567.891234, 0.0001, 1e21, -1_000];
  const texts = ["0", "12", "999", "1,000", "-21,006.46", "1,234,567.891234", "0.0001", "1e+21", "-1,000"];
  expect(numbers.map(grouped)).toEqual(texts);
});

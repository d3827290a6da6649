import { describe, expect, test } from "vitest";
import { parseNumber, stepNumber } from "./parse-number.ts";

describe("a typed number", () => {
  const bounds = { integer: true, min: 1, max: 5000 };

  test.each([
    ["20", 20],
    [" 1,234 ", 1234],
    ["1 000", 1000],
  ])("%s reads as %d", (text, value) => {
    expect(parseNumber(text, bounds)).toEqual({ value });
  });

  test("with a decimal comma is understood", () => {
    expect(parseNumber("2,5", { integer: false })).toEqual({ value: 2.5 });
  });

  test.each([
    ["", "Enter a number."],
    ["abc", "Enter a number."],
    ["2.5", "Enter a whole number."],
    ["0", "Must be 1 or more."],
    ["5001", "Must be 5000 or less."],
  ])("%j is refused: %s", (text, error) => {
    expect(parseNumber(text, bounds)).toEqual({ error });
  });

  test("steps stay on their grid and within bounds", () => {
    expect(stepNumber(0.1, 0.1, 2, { integer: false })).toBe(0.3);
    expect(stepNumber(4999, 1, 10, bounds)).toBe(5000);
    expect(stepNumber(1000, 1000, -1, bounds)).toBe(1);
  });
});

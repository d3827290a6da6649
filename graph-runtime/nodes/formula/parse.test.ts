import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { evaluator } from "./evaluate.ts";
import { parseFormula } from "./parse.ts";

const columns = Object.fromEntries(["a", "b", "c", "d", "e", "f"].map((name, k) => [name, Float64Array.of(k + 2)]));

function numberFrom(text: string): number {
  const parsed = parseFormula(text);
  if ("problem" in parsed) throw new Error(parsed.problem);
  return evaluator(parsed.formula, columns as Parameters<typeof evaluator>[1])(0);
}

describe("a formula", () => {
  test.each([
    ["1 + 2 * 3", 7],
    ["(1 + 2) * 3", 9],
    ["10 - 2 - 3", 5],
    ["2 ^ 3 ^ 2", 512],
    ["-2 ^ 2", -4],
    ["7 % 4 + -1 % 4", 6],
    ["a + b * c", 14],
    ["1.5e2 / .5", 300],
    ["min(4, 2, 9) + max(1)", 3],
    ["if(a < b or c = 0, 1, 2)", 1],
    ["not a > b and 1 <= 1", 1],
    ["abs(-3) + round(2.4) + sign(-9) + sqrt(16)", 8],
  ])("%s is %d", (text, value) => {
    expect(numberFrom(text)).toBe(value);
  });

  test.each([
    ["", "position 1, found the end"],
    ["a +", "position 4, found the end"],
    ["(a", "a closing bracket at position 3"],
    ["a b", 'an operator or the end at position 3, found "b"'],
    ["a > b > c", 'position 7, found ">"'],
    ["a + (b > c)", "expected a number, not a condition at position 5"],
    ["a and b", "expected a condition such as a > b, not a number at position 1"],
    ["foo(a)", "expected one of a, b, c"],
    ["if(a > b, 1)", "if(condition, value, other value)"],
    ["a $ b", '"$" at position 3 is not part of a formula'],
    ["(".repeat(100), "nested 60 deep at most"],
  ])("%s is refused with its place", (text, message) => {
    const parsed = parseFormula(text);
    expect("problem" in parsed ? parsed.problem : "accepted").toContain(message);
  });

  test("never throws, whatever the text", () => {
    const signs = fc.string({ unit: fc.constantFrom(..."ab12+-*/^<>=!(),. %", "if", "min", "and", "not ") });
    fc.assert(
      fc.property(fc.oneof(fc.string(), signs), (text) => {
        const parsed = parseFormula(text);
        expect("problem" in parsed || "formula" in parsed).toBe(true);
      }),
    );
  });
});

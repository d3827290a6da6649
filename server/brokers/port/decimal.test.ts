import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDecimals,
  compareDecimals,
  decimal,
  isMultiple,
  multiplyDecimals,
  roundToStep,
  subtractDecimals,
} from "./decimal.ts";

const amount = fc
  .tuple(fc.bigInt(-(10n ** 15n), 10n ** 15n), fc.nat(6))
  .map(([digits, scale]) => decimal(`${digits < 0n ? "-" : ""}${shifted(digits < 0n ? -digits : digits, scale)}`));

function shifted(digits: bigint, scale: number): string {
  const text = digits.toString().padStart(scale + 1, "0");
  return scale === 0 ? text : `${text.slice(0, -scale)}.${text.slice(-scale)}`;
}

describe("exact decimals", () => {
  test.each([
    ["187.450", "187.45"],
    ["-0.50", "-0.5"],
    ["007", "7"],
    ["-0", "0"],
    [0.1 + 0.2, "0.30000000000000004"],
    [1e-7, "0.0000001"],
    [65, "65"],
  ])("%s is written %s", (given, expected) => {
    expect(decimal(given)).toBe(expected);
  });

  test("what is not a number is refused", () => {
    expect(() => decimal("12,5")).toThrow('found "12,5"');
    expect(() => decimal(Number.NaN)).toThrow("found NaN");
  });

  test("sums and products are those of whole numbers", () => {
    expect(addDecimals(decimal("0.1"), decimal("0.2"))).toBe("0.3");
    expect(subtractDecimals(decimal("1"), decimal("1.05"))).toBe("-0.05");
    expect(multiplyDecimals(decimal("2.5"), decimal("-0.4"))).toBe("-1");
  });

  test.each([
    ["101.07", "0.05", "down", "101.05"],
    ["101.07", "0.05", "up", "101.1"],
    ["101.05", "0.05", "up", "101.05"],
    ["-0.07", "0.05", "down", "-0.1"],
    ["150", "65", "down", "130"],
  ] as const)("%s in steps of %s %s is %s", (value, step, towards, expected) => {
    expect(roundToStep(decimal(value), decimal(step), towards)).toBe(expected);
  });

  test("a rounded value is the nearest multiple on its side", () => {
    fc.assert(
      fc.property(amount, fc.constantFrom("0.01", "0.05", "1", "65", "0.25"), (value, step) => {
        const down = roundToStep(value, decimal(step), "down");
        const up = roundToStep(value, decimal(step), "up");
        expect(isMultiple(down, decimal(step)) && isMultiple(up, decimal(step))).toBe(true);
        expect(compareDecimals(down, value)).toBeLessThanOrEqual(0);
        expect(compareDecimals(up, value)).toBeGreaterThanOrEqual(0);
        expect(["0", decimal(step)]).toContain(subtractDecimals(up, down));
      }),
    );
  });
});

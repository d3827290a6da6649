import { describe, expect, test } from "vitest";
import type { DisplayPreferences } from "./display-preferences.ts";
import {
  formatCompact,
  formatInteger,
  formatMoney,
  formatNumber,
  formatPercent,
  unknownFigure,
} from "./number-format.ts";

const american: DisplayPreferences = { locale: "en-US", timeZone: "UTC", compact: "metric" };
const indian: DisplayPreferences = { locale: "en-IN", timeZone: "Asia/Kolkata", compact: "indian" };

describe("figures by locale", () => {
  test("an Indian reader sees lakh grouping", () => {
    expect(formatNumber(123_456.5, indian)).toBe("1,23,456.50");
    expect(formatNumber(12_345_678.9, indian)).toBe("1,23,45,678.90");
  });

  test("an American reader sees thousands", () => {
    expect(formatNumber(1_234_567.891, american)).toBe("1,234,567.89");
    expect(formatInteger(1_234_567, american)).toBe("1,234,567");
  });

  test("money carries the sign of its currency", () => {
    expect(formatMoney(123_456.5, "INR", indian)).toBe("₹1,23,456.50");
    expect(formatMoney(-12.5, "USD", american)).toBe("\u2212$12.50");
  });

  test("a fraction is written as a percentage", () => {
    expect(formatPercent(0.12345, american)).toBe("12.35%");
    expect(formatPercent(-0.5, american, 0)).toBe("\u221250%");
  });

  test("what rounds to zero has no sign", () => {
    expect(formatPercent(-0.0001, american, 1)).toBe("0.0%");
    expect(formatNumber(-0.001, american)).toBe("0.00");
  });

  test("what is not known is a dash and never a zero", () => {
    for (const value of [null, undefined, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(formatNumber(value, american)).toBe(unknownFigure);
      expect(formatPercent(value, american)).toBe(unknownFigure);
      expect(formatMoney(value, "USD", american)).toBe(unknownFigure);
      expect(formatCompact(value, american)).toBe(unknownFigure);
    }
    expect(formatNumber(0, american)).toBe("0.00");
  });
});

describe("short figures", () => {
  test("are thousands, millions and billions for a metric reader", () => {
    expect(formatCompact(950, american)).toBe("950");
    expect(formatCompact(12_345, american)).toBe("12.35K");
    expect(formatCompact(1_250_000, american)).toBe("1.25M");
    expect(formatCompact(-2.5e9, american)).toBe("\u22122.5B");
  });

  test("are lakh and crore for a reader who counts that way", () => {
    expect(formatCompact(1_250_000, indian)).toBe("12.5\u00a0L");
    expect(formatCompact(12_000_000, indian)).toBe("1.2\u00a0Cr");
  });
});

import type { useFormat } from "../format/FormatProvider.tsx";

type Format = ReturnType<typeof useFormat>;

/** Returns a statistic as the reader writes it; its unit decides how. */
export function statisticText(value: number, unit: string, currency: string, format: Format): string {
  switch (unit) {
    case "fraction":
      return format.percent(value);
    case "ratio":
      return format.number(value);
    case "money":
      return format.money(value, currency, Math.abs(value) >= 10_000 ? 0 : 2);
    case "count":
      return Number.isInteger(value) ? format.integer(value) : format.number(value, 1);
    case "bars":
      return `${Number.isInteger(value) ? format.integer(value) : format.number(value, 1)} bars`;
    case "days":
      return `${format.number(value, value < 10 && !Number.isInteger(value) ? 1 : 0)} d`;
    case "time":
      return format.session(value);
    case "r":
      return `${format.number(value)} R`;
    default:
      return format.number(value);
  }
}

import type { useFormat } from "../format/FormatProvider.tsx";
import { metricOf, type SweepMetric } from "./metrics.ts";

/** Returns a figure of a point as the reader writes it. */
export function metricText(
  value: number | null | undefined,
  metric: SweepMetric,
  currency: string,
  format: ReturnType<typeof useFormat>,
): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return "n/a";
  switch (metricOf(metric).unit) {
    case "fraction":
      return format.percent(value, 1);
    case "ratio":
      return format.number(value);
    case "money":
      return format.money(value, currency, 0);
    case "count":
      return format.integer(value);
  }
}

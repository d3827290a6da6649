"use client";
import { useFormat } from "@/app/format/FormatProvider.tsx";
import { cx } from "@/app/ui/cx.ts";
import { Tooltip } from "@/app/ui/Tooltip.tsx";
import type { StatisticValue } from "@/graph-runtime/analytics/statistic-value.ts";

/** One headline figure; its definition, or why there is none, on hover and focus. */
export function StatisticFigure({
  statistic,
  currency,
}: {
  readonly statistic: StatisticValue;
  readonly currency: string;
}) {
  const text = useStatisticText(statistic, currency);
  const signed = statistic.unit === "money" || statistic.id.includes("return") || statistic.id === "cagr";
  const tone =
    !signed || statistic.value === null || statistic.value === 0
      ? ""
      : statistic.value > 0
        ? "text-profit"
        : "text-loss";
  return (
    <Tooltip content={statistic.value === null ? (statistic.reason ?? statistic.definition) : statistic.definition}>
      <button type="button" className="grid cursor-default justify-items-start text-left" data-statistic={statistic.id}>
        <span className="whitespace-nowrap text-2xs text-faint leading-4">{statistic.label}</span>
        <span className={cx("figure whitespace-nowrap font-semibold text-sm leading-5", tone)}>{text}</span>
      </button>
    </Tooltip>
  );
}

function useStatisticText({ value, unit, reason }: StatisticValue, currency: string): string {
  const { number, integer, percent, money, date } = useFormat();
  if (value === null) return reason === undefined ? "–" : "n/a";
  switch (unit) {
    case "fraction":
      return percent(value, 1);
    case "money":
      return money(value, currency, 0);
    case "count":
    case "bars":
      return integer(value);
    case "time":
      return date(value);
    case "days":
      return `${number(value, 1)} days`;
    case "r":
      return `${number(value)} R`;
    case "ratio":
      return number(value);
  }
}

"use client";
import type { CalendarReturn } from "@/graph-runtime/analytics/returns/calendar-returns.ts";
import { useFormat } from "../../format/FormatProvider.tsx";
import { unknownFigure } from "../../format/number-format.ts";
import { Table } from "../../ui/Table.tsx";

const monthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

/** Strongest tint at a return of 8 % or more; figures carry their sign, so that colour is never alone. */
function tint(value: number): string {
  const strength = Math.min(1, Math.abs(value) / 0.08) * 42;
  const token = value >= 0 ? "--color-profit" : "--color-loss";
  return `color-mix(in oklab, var(${token}) ${strength.toFixed(0)}%, transparent)`;
}

type ReturnCellProps = { readonly value: CalendarReturn | undefined; readonly strong?: boolean };

function ReturnCell({ value, strong }: ReturnCellProps) {
  const format = useFormat();
  if (!value) return <td className="h-7 text-center text-faint">{unknownFigure}</td>;
  return (
    <td
      className={`figure h-7 whitespace-nowrap px-1 text-center ${strong ? "font-semibold" : ""}`}
      style={strong ? {} : { background: tint(value.return) }}
    >
      {format.percent(value.return, 1)}
      {value.partial ? <sup title="Only a part of the period is covered">*</sup> : null}
    </td>
  );
}

type MonthlyHeatMapProps = { readonly months: readonly CalendarReturn[]; readonly years: readonly CalendarReturn[] };

export function MonthlyHeatMap({ months, years }: MonthlyHeatMapProps) {
  const isPartial = [...months, ...years].some((period) => period.partial);
  return (
    <>
      <Table label="Monthly returns" className="table-fixed border-separate border-spacing-0.5 text-2xs! min-w-2xl">
        <thead>
          <tr>
            <th scope="col" className="w-12 text-left font-medium text-faint">
              Year
            </th>
            {monthNames.map((month) => (
              <th key={month} scope="col" className="text-center font-medium text-faint">
                {month}
              </th>
            ))}
            <th scope="col" className="text-center font-medium text-faint">
              Year
            </th>
          </tr>
        </thead>
        <tbody>
          {years.map((year) => (
            <tr key={year.year}>
              <th scope="row" className="figure text-left font-medium text-muted">
                {year.year}
              </th>
              {monthNames.map((month, index) => (
                <ReturnCell
                  key={month}
                  value={months.find((candidate) => candidate.year === year.year && candidate.month === index + 1)}
                />
              ))}
              <ReturnCell value={year} strong />
            </tr>
          ))}
        </tbody>
      </Table>
      {isPartial ? <p className="mt-2 text-2xs text-faint">* The run covers only a part of this period.</p> : null}
    </>
  );
}

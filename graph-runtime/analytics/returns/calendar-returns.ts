import { civilFromDays, DAY, daysFromCivil } from "../../core/time.ts";
import type { AnalysisContext } from "../analysis-context.ts";

/** The return of one calendar month or year (UTC), as a fraction. */
export type CalendarReturn = {
  readonly year: number;
  /** 1 to 12; null for a whole year. */
  readonly month: number | null;
  readonly return: number;
  /** The same period of the benchmark; null without one. */
  readonly benchmark: number | null;
  /** True where the run covers only a part of the period (weekends and holidays at its borders do not count). */
  readonly partial: boolean;
};

/** Days at either border of a period without bars that do not make it partial. */
const SLACK_DAYS = 4;

/** Returns by month, or by year: equity at the period's last session end over that of the period before (first: capital). */
export function calendarReturns(context: AnalysisContext, period: "month" | "year"): CalendarReturn[] {
  const { result, sessionEnds, sessionEquity, benchmark } = context;
  const rows: CalendarReturn[] = [];
  if (sessionEnds.length === 0) return rows;
  const dates = Array.from(sessionEnds, (bar) => civilFromDays(Math.floor((result.time[bar] as number) / DAY)));
  let before = result.settings.capital;
  let benchmarkBefore = benchmark?.first ?? Number.NaN;
  for (let i = 0; i < dates.length; i++) {
    const { year, month } = dates[i] as { year: number; month: number };
    const next = dates[i + 1];
    if (next && next.year === year && (period === "year" || next.month === month)) continue;
    const equity = sessionEquity[i] as number;
    const other = benchmark?.sessionEquity[i] ?? Number.NaN;
    rows.push({
      year,
      month: period === "month" ? month : null,
      return: equity / before - 1,
      benchmark: benchmark === null ? null : other / benchmarkBefore - 1,
      partial: isPartial(result.time, { year, month: period === "month" ? month : null }),
    });
    before = equity;
    benchmarkBefore = other;
  }
  return rows;
}

function isPartial(time: Float64Array, period: { readonly year: number; readonly month: number | null }): boolean {
  const { year, month } = period;
  const from = daysFromCivil(year, month ?? 1, 1);
  const to = month === null || month === 12 ? daysFromCivil(year + 1, 1, 1) : daysFromCivil(year, month + 1, 1);
  const first = Math.floor((time[0] as number) / DAY);
  const last = Math.floor((time[time.length - 1] as number) / DAY);
  return first >= from + SLACK_DAYS || last < to - SLACK_DAYS;
}

import type { AttributionTable } from "@/graph-runtime/analytics/attribution/attribution-table.ts";
import type { Finding } from "@/graph-runtime/analytics/critique/finding.ts";
import type { CalendarReturn } from "@/graph-runtime/analytics/returns/calendar-returns.ts";
import type { DistributionBin } from "@/graph-runtime/analytics/returns/distribution.ts";
import type { ApiOutput } from "../trpc/context.ts";

// JSON knows no NaN: a stored figure may be null where the engine's type says number. What a row cannot do without is
// checked here; a row that lacks it is left out.

type StoredReport = ApiOutput["backtests"]["report"];

function isPeriod(period: StoredReport["months"][number]): period is StoredReport["months"][number] & CalendarReturn {
  return period.year !== null && period.return !== null;
}

function isBin(
  bin: StoredReport["distribution"][number],
): bin is StoredReport["distribution"][number] & DistributionBin {
  return bin.from !== null && bin.to !== null && bin.count !== null;
}

type StoredRow = StoredReport["attribution"][number]["rows"][number];

function isRow(row: StoredRow): row is StoredRow & AttributionTable["rows"][number] {
  return [row.trades, row.profit, row.winRate, row.averageProfit].every((figure) => figure !== null);
}

/** A column as it was stored: what is not known is null there, and NaN here. */
const column = (values: readonly (number | null)[]): Float64Array =>
  Float64Array.from(values, (value) => value ?? Number.NaN);

export type ReportParts = {
  readonly months: readonly CalendarReturn[];
  readonly years: readonly CalendarReturn[];
  readonly distribution: readonly DistributionBin[];
  readonly attribution: readonly AttributionTable[];
  readonly rolling: {
    readonly window: number;
    readonly time: Float64Array;
    readonly sharpe: Float64Array;
    readonly volatility: Float64Array;
    readonly beta: Float64Array | null;
  };
  /** Null where the strategy has neither alerts nor probes. */
  readonly recorded: NonNullable<StoredReport["recorded"]> | null;
};

export function readReport(stored: StoredReport): ReportParts {
  return {
    months: stored.months.filter(isPeriod),
    years: stored.years.filter(isPeriod),
    distribution: stored.distribution.filter(isBin),
    attribution: stored.attribution.map((table) => ({ dimension: table.dimension, rows: table.rows.filter(isRow) })),
    rolling: {
      window: stored.rolling.window ?? 0,
      time: column(stored.rolling.time),
      sharpe: column(stored.rolling.sharpe),
      volatility: column(stored.rolling.volatility),
      beta: stored.rolling.beta === null ? null : column(stored.rolling.beta),
    },
    recorded: recordedIn(stored),
  };
}

function recordedIn({ recorded }: StoredReport): ReportParts["recorded"] {
  if (recorded === undefined || recorded.alerts.length + recorded.probes.length === 0) return null;
  return recorded;
}

function isFinding(value: { readonly [name: string]: unknown }): value is Finding {
  const { id, title, severity, message, suggestion } = value;
  const isKnown = severity === "info" || severity === "warning" || severity === "serious";
  return isKnown && [id, title, message, suggestion].every((text) => typeof text === "string");
}

/** Returns the remarks whose shape this page knows. */
export function readFindings(stored: readonly { readonly [name: string]: unknown }[] | null): readonly Finding[] {
  return (stored ?? []).filter(isFinding);
}

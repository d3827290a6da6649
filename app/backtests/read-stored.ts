import type { AttributionTable } from "@/graph-runtime/analytics/attribution/attribution-table.ts";
import type { Finding } from "@/graph-runtime/analytics/critique/finding.ts";
import type { CalendarReturn } from "@/graph-runtime/analytics/returns/calendar-returns.ts";
import type { DistributionBin } from "@/graph-runtime/analytics/returns/distribution.ts";
import type { Trade } from "@/graph-runtime/analytics/trades/trade.ts";
import type { ApiOutput } from "../trpc/context.ts";

// JSON knows no NaN: a stored figure may be null where the engine's type says number. What a row cannot do without is
// checked here; a row that lacks it is left out.

type StoredTrade = ApiOutput["backtests"]["trades"]["trades"][number];
type StoredReport = ApiOutput["backtests"]["report"];

function isTrade(trade: StoredTrade): trade is StoredTrade & Trade {
  return [trade.id, trade.entryBar, trade.entryTime, trade.entryPrice, trade.quantity, trade.profit].every(
    (figure) => figure !== null,
  );
}

export function readTrades(stored: ApiOutput["backtests"]["trades"]): readonly Trade[] {
  return stored.trades.filter(isTrade);
}

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

export type ReportParts = {
  readonly months: readonly CalendarReturn[];
  readonly years: readonly CalendarReturn[];
  readonly distribution: readonly DistributionBin[];
  readonly attribution: readonly AttributionTable[];
};

export function readReport(stored: StoredReport): ReportParts {
  return {
    months: stored.months.filter(isPeriod),
    years: stored.years.filter(isPeriod),
    distribution: stored.distribution.filter(isBin),
    attribution: stored.attribution.map((table) => ({ dimension: table.dimension, rows: table.rows.filter(isRow) })),
  };
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

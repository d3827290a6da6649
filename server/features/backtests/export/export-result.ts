import { sampleBars } from "@/graph-runtime/analytics/summary/sample-bars.ts";
import { readTradeBundle } from "@/graph-runtime/analytics/trades/trade-bundle.ts";
import { decodeBundle } from "@/graph-runtime/core/column-bundle.ts";
import { csvText } from "@/graph-runtime/core/csv-text.ts";
import type { Context } from "../../../trpc/context.ts";
import { requireArtifact, requireBacktest } from "../result-access.ts";
import { type ResultSeries, readSeries } from "../result-columns.ts";
import { getBacktest } from "../service.ts";
import { StoredReport } from "../stored-report.ts";
import { htmlReport } from "./html-report.ts";

export const exportFiles = ["report.html", "result.json", "equity.csv", "orders.csv", "fills.csv"] as const;
export type ExportFile = (typeof exportFiles)[number];

export type Exported = { readonly body: string; readonly type: string };

/** Points of a curve in a report: more than a screen is wide, and few enough for a page of less than a megabyte. */
const PICTURE_POINTS = 2_000;

/** Returns a result in a form that is of use outside the product. */
export function exportResult(context: Context, id: string, file: ExportFile): Promise<Exported> {
  switch (file) {
    case "report.html":
      return reportOf(context, id);
    case "result.json":
      return jsonOf(context, id);
    case "equity.csv":
      return equityOf(context, id);
    default:
      return rowsOf(context, id, file === "orders.csv" ? "orders" : "fills");
  }
}

async function reportOf(context: Context, id: string): Promise<Exported> {
  const [backtest, tables, series, trades] = await readAll(context, id);
  const { equity, exposure, time } = series;
  const bars = sampleBars({ equity, exposure }, { from: 0, to: time.length, points: PICTURE_POINTS });
  const of = (column: Float64Array): Float64Array => Float64Array.from(bars, (bar) => column[bar]!);
  const thin: ResultSeries = {
    time: of(time),
    equity: of(equity),
    exposure: of(exposure),
    drawdown: of(series.drawdown),
    benchmark: series.benchmark === null ? null : of(series.benchmark),
  };
  return { body: htmlReport({ backtest, tables, series: thin, trades }), type: "text/html; charset=utf-8" };
}

async function jsonOf(context: Context, id: string): Promise<Exported> {
  const [backtest, tables, series] = await readAll(context, id);
  const { orders, fills } = await readOrders(context, id);
  const columns = Object.fromEntries(
    Object.entries(series).map(([name, column]) => [name, column === null ? null : Array.from(column)]),
  );
  return { body: JSON.stringify({ backtest, ...tables, series: columns, orders, fills }), type: "application/json" };
}

async function equityOf(context: Context, id: string): Promise<Exported> {
  const { time, equity, drawdown, exposure, benchmark } = await readSeries(context, id);
  function* rows() {
    for (let bar = 0; bar < time.length; bar++)
      yield [new Date(time[bar]!).toISOString(), equity[bar], drawdown[bar], exposure[bar], benchmark?.[bar] ?? null];
  }
  const header = ["time", "equity", "drawdown", "exposure", "benchmark"];
  return { body: csvText(header, rows()), type: "text/csv; charset=utf-8" };
}

type Row = Readonly<Record<string, string | number | null>>;

async function rowsOf(context: Context, id: string, name: "orders" | "fills"): Promise<Exported> {
  const rows = (await readOrders(context, id))[name];
  const header = Object.keys(rows[0] ?? {});
  const cell = (row: Row, column: string) => {
    const value = row[column];
    return typeof value === "number" && /time$/i.test(column) ? new Date(value).toISOString() : value;
  };
  const body = csvText(
    header,
    rows.map((row) => header.map((column) => cell(row, column))),
  );
  return { body, type: "text/csv; charset=utf-8" };
}

async function readAll(context: Context, id: string) {
  const row = await requireBacktest(context, id);
  const [report, trades] = await Promise.all([
    requireArtifact(context, row, "report"),
    requireArtifact(context, row, "trade-columns"),
  ]);
  return [
    await getBacktest(context, id),
    StoredReport.parse(JSON.parse(new TextDecoder().decode(report))),
    await readSeries(context, id),
    readTradeBundle(decodeBundle(Uint8Array.from(trades))),
  ] as const;
}

async function readOrders(context: Context, id: string): Promise<{ orders: readonly Row[]; fills: readonly Row[] }> {
  const body = await requireArtifact(context, await requireBacktest(context, id), "orders");
  return JSON.parse(new TextDecoder().decode(body));
}

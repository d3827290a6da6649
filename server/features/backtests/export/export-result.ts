import { sampleBars } from "@/graph-runtime/analytics/summary/sample-bars.ts";
import { readTradeBundle } from "@/graph-runtime/analytics/trades/trade-bundle.ts";
import { decodeBundle } from "@/graph-runtime/core/column-bundle.ts";
import { csvText } from "@/graph-runtime/core/csv-text.ts";
import { pdfChromium } from "../../../config/pdf-chromium.ts";
import { type Reader, requireArtifact } from "../result-access.ts";
import { readSeries } from "../result-columns.ts";
import { getBacktest } from "../service.ts";
import { decodeRecords, type RecordTables, type Row } from "../stored/record-columns.ts";
import type { ResultSeries } from "../stored/series-artifact.ts";
import { StoredReport } from "../stored-report.ts";
import { htmlReport, type ReportScope } from "./html-report.ts";
import { printPdf } from "./print-pdf.ts";

export const exportFiles = [
  "report.html",
  "report.pdf",
  "result.json",
  "equity.csv",
  "orders.csv",
  "fills.csv",
] as const;
export type ExportFile = (typeof exportFiles)[number];

export type Exported = { readonly body: string | Uint8Array<ArrayBuffer>; readonly type: string };

/** Returns the forms that this installation can make: a PDF needs a Chromium. */
export function availableExports(): ExportFile[] {
  return exportFiles.filter((file) => file !== "report.pdf" || pdfChromium() !== null);
}

/** Points of a curve in a report: more than a screen is wide, and few enough for a page of less than a megabyte. */
const PICTURE_POINTS = 2_000;

/** Returns a result in a form that is of use outside the product. */
export async function exportResult(reader: Reader, id: string, file: ExportFile): Promise<Exported> {
  switch (file) {
    case "report.html":
      return { body: await reportOf(reader, id, { insides: true, trades: true }), type: "text/html; charset=utf-8" };
    case "report.pdf":
      return {
        body: await printPdf(await reportOf(reader, id, { insides: true, trades: false })),
        type: "application/pdf",
      };
    case "result.json":
      return jsonOf(reader, id);
    case "equity.csv":
      return equityOf(reader, id);
    default:
      return rowsOf(reader, id, file === "orders.csv" ? "orders" : "fills");
  }
}

type Sharing = { readonly teamName: string; readonly withTrades: boolean };

/** Returns the page that a link to a result shows: what came out of the strategy, and nothing of what it is made of. */
export function sharedReport(reader: Reader, id: string, { teamName, withTrades }: Sharing): Promise<string> {
  return reportOf(reader, id, { insides: false, trades: withTrades, sharedBy: teamName });
}

async function reportOf(reader: Reader, id: string, scope: ReportScope): Promise<string> {
  const [backtest, tables, series, trades] = await readAll(reader, id);
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
  return htmlReport({ backtest, tables, series: thin, trades }, scope);
}

async function jsonOf(reader: Reader, id: string): Promise<Exported> {
  const [backtest, tables, series] = await readAll(reader, id);
  const { orders, fills } = await readOrders(reader, id);
  const columns = Object.fromEntries(
    Object.entries(series).map(([name, column]) => [name, column === null ? null : Array.from(column)]),
  );
  return { body: JSON.stringify({ backtest, ...tables, series: columns, orders, fills }), type: "application/json" };
}

async function equityOf(reader: Reader, id: string): Promise<Exported> {
  const { time, equity, drawdown, exposure, benchmark } = await readSeries(reader, id);
  function* rows() {
    for (let bar = 0; bar < time.length; bar++)
      yield [new Date(time[bar]!).toISOString(), equity[bar], drawdown[bar], exposure[bar], benchmark?.[bar] ?? null];
  }
  const header = ["time", "equity", "drawdown", "exposure", "benchmark"];
  return { body: csvText(header, rows()), type: "text/csv; charset=utf-8" };
}

async function rowsOf(reader: Reader, id: string, name: "orders" | "fills"): Promise<Exported> {
  const rows = (await readOrders(reader, id))[name];
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

async function readAll(reader: Reader, id: string) {
  const [report, trades] = await Promise.all([
    requireArtifact(reader, id, "report"),
    requireArtifact(reader, id, "trade-columns"),
  ]);
  return [
    await getBacktest(reader, id),
    StoredReport.parse(JSON.parse(new TextDecoder().decode(report))),
    await readSeries(reader, id),
    readTradeBundle(decodeBundle(trades)),
  ] as const;
}

async function readOrders(reader: Reader, id: string): Promise<RecordTables> {
  return decodeRecords(await requireArtifact(reader, id, "orders"));
}

import type { z } from "zod";
import type { SentTrades } from "@/graph-runtime/analytics/trades/trade-bundle.ts";
import type { BacktestDto } from "../dto.ts";
import type { ResultSeries } from "../stored/series-artifact.ts";
import type { StoredReport } from "../stored-report.ts";
import { dateText, escapeHtml, figureText } from "./html-text.ts";
import { lineChart } from "./line-chart.ts";
import { REPORT_STYLE } from "./report-style.ts";

type Tables = z.output<typeof StoredReport>;

export type ReportContent = {
  readonly backtest: BacktestDto;
  readonly tables: Tables;
  /** Thinned to what a picture can show. */
  readonly series: ResultSeries;
  readonly trades: SentTrades;
};

/** What of a result a report shows. */
export type ReportScope = {
  /** Whether it may speak of what the strategy is made of: parameters, its hash, reasons of trades, what to change. */
  readonly insides: boolean;
  readonly trades: boolean;
  /** The team that shows it to others. */
  readonly sharedBy?: string;
};

/** Trades that are written out; a page of fifty thousand rows opens slowly and is read by nobody. */
const MOST_TRADES = 1_000;
const HEADLINE = [
  "net-profit",
  "cagr",
  "max-drawdown",
  "sharpe",
  "sortino",
  "profit-factor",
  "win-rate",
  "trade-count",
];
/** Remarks whose very title tells how the strategy is built. */
const ABOUT_THE_GRAPH = new Set(["stop-target-pairing", "too-many-parameters", "look-ahead", "warm-up"]);
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Returns a result as one page of HTML that needs nothing else: no script, no font, no picture from elsewhere. */
export function htmlReport({ backtest, tables, series, trades }: ReportContent, scope: ReportScope): string {
  const currency = backtest.settings?.currency ?? "USD";
  const title = `${backtest.strategyName}, version ${backtest.versionNumber}`;
  const { dataset } = backtest;
  const about: readonly (readonly [string, string])[] = [
    ["Data", `${dataset.name}${dataset.synthetic ? " (synthetic: no market ever traded at these prices)" : ""}`],
    ["Period", `${dateText(series.time[0] ?? 0)} to ${dateText(series.time.at(-1) ?? 0)}, ${backtest.bars} bars`],
    ...(scope.insides ? insidesOf(backtest) : []),
    ["Fingerprint", backtest.fingerprint ?? "none"],
    ["Engine", backtest.engineVersion ?? "unknown"],
    ["Run", backtest.createdAt],
    ...(scope.sharedBy === undefined ? [] : ([["Shared by", scope.sharedBy]] as const)),
  ];
  const all = backtest.statistics ?? [];
  const tiles = HEADLINE.flatMap((id) => all.find((one) => one.id === id) ?? []).map(
    ({ label, value, unit, definition }) =>
      `<div class="tile" title="${escapeHtml(definition)}"><span>${escapeHtml(label)}</span><b>${escapeHtml(figureText(value, unit, currency))}</b></div>`,
  );
  const equity = [
    { name: "Strategy", values: series.equity, className: "strategy" },
    ...(series.benchmark === null ? [] : [{ name: "Buy and hold", values: series.benchmark, className: "benchmark" }]),
  ];
  const falls = [{ name: "Drawdown", values: series.drawdown.map((fall) => -fall), className: "drawdown" }];
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title><style>${REPORT_STYLE}</style></head><body><main>
<h1>${escapeHtml(title)}</h1>
<p class="note">A simulation of the past by Quantloom. It does not tell what a strategy will earn, and is no advice.</p>
<section class="tiles">${tiles.join("")}</section>
${lineChart({ title: "Equity", time: series.time, lines: equity, height: 300, label: (value) => Math.round(value).toLocaleString("en-US") })}
${lineChart({ title: "Drawdown", time: series.time, lines: falls, height: 140, label: (value) => figureText(value, "fraction", currency) })}
<h2>Returns by month</h2>${monthTable(tables)}
<h2>What it says of itself</h2>${remarks(backtest, scope)}
<h2>Assumptions</h2>${table(
    ["Assumption", "Value", "Note"],
    (backtest.assumptions ?? []).map(({ label, value, note }) => [label, value, note ?? ""]),
  )}
<h2>Statistics</h2>${table(
    ["Statistic", "Value", "Definition"],
    all.map(({ label, value, unit, definition, reason }) => [
      label,
      value === null ? `n/a${reason === undefined ? "" : `: ${reason}`}` : figureText(value, unit, currency),
      definition,
    ]),
  )}
${scope.trades ? `<h2>Trades</h2>${tradeTable(trades, currency, scope)}` : ""}
<h2>About this result</h2>${table(["", ""], about)}
</main></body></html>`;
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[]): string => row.map((cell) => `<td>${escapeHtml(cell)}</td>`).join("");
  const head = header.some((name) => name !== "")
    ? `<tr>${header.map((name) => `<th>${name}</th>`).join("")}</tr>`
    : "";
  return `<div class="wide"><table>${head}${rows.map((row) => `<tr>${cells(row)}</tr>`).join("")}</table></div>`;
}

function insidesOf({ parameters, semanticHash }: BacktestDto): (readonly [string, string])[] {
  const set = Object.entries(parameters).map(([key, value]) => `${key} ${value}`);
  return [
    ["Parameters", set.join(", ") || "as saved"],
    ["Meaning", semanticHash],
  ];
}

function remarks({ critique }: BacktestDto, { insides }: ReportScope): string {
  const found = (critique ?? []).filter(({ id }) => insides || !ABOUT_THE_GRAPH.has(id));
  if (found.length === 0) return `<p class="note">The automatic critique found nothing to remark on.</p>`;
  const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
  // Messages name orders, nodes and lengths of indicators.
  const fields = insides ? ["title", "severity", "message", "suggestion"] : ["title", "severity"];
  const header = ["Remark", "Severity", "What was found", "What could be done"].slice(0, fields.length);
  return table(
    header,
    found.map((one) => fields.map((field) => textOf(one[field]))),
  );
}

function monthTable({ months, years }: Tables): string {
  const shown = (value: number | null | undefined): string =>
    value === null || value === undefined ? "" : `${(value * 100).toFixed(1)}`;
  const rows = years.map(({ year, return: whole }) => [
    String(year),
    ...MONTHS.map((_, index) => shown(months.find((one) => one.year === year && one.month === index + 1)?.return)),
    shown(whole),
  ]);
  return table(["%", ...MONTHS, "Year"], rows);
}

function tradeTable(trades: SentTrades, currency: string, { insides }: ReportScope): string {
  const { columns } = trades;
  const count = Math.min(trades.count, MOST_TRADES);
  const rows = Array.from({ length: count }, (_, row) => [
    trades.symbol(row),
    columns.sign[row]! > 0 ? "long" : "short",
    dateText(columns.entryTime[row]!),
    figureText(columns.entryPrice[row]!, "count", currency),
    columns.open[row] === 1 ? "open" : dateText(columns.lastTime[row]!),
    figureText(columns.markPrice[row]!, "count", currency),
    figureText(columns.quantity[row]!, "count", currency),
    figureText(columns.profit[row]!, "money", currency),
    ...(insides ? [trades.text("lastReason", row)] : []),
  ]);
  const rest = trades.count - count;
  const note =
    rest > 0
      ? `<p class="note">The first ${count} of ${trades.count} trades; all of them are in the CSV export.</p>`
      : "";
  const header = ["Instrument", "Side", "Entry", "Price", "Exit", "Price", "Units", "Profit"];
  return `${note}${table(insides ? [...header, "Reason"] : header, rows)}`;
}

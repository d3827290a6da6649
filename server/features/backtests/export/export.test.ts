import { describe, expect, test } from "vitest";
import { readTradeBundle, tradeBundle } from "@/graph-runtime/analytics/trades/trade-bundle.ts";
import { TradeTable } from "@/graph-runtime/analytics/trades/trade-table.ts";
import { compile } from "@/graph-runtime/compiler/compile.ts";
import { decodeBundle } from "@/graph-runtime/core/column-bundle.ts";
import { shareInstrument } from "@/graph-runtime/market/instrument.ts";
import { smaCross } from "@/graph-runtime/templates/sma-cross.ts";
import { syntheticBars } from "@/graph-runtime/testkit/synthetic-bars.ts";
import { computeBacktest } from "../compute-backtest.ts";
import { BacktestSummary } from "../dto.ts";
import { decodeSeries } from "../stored/series-artifact.ts";
import { StoredReport } from "../stored-report.ts";
import { htmlReport, type ReportContent } from "./html-report.ts";

/** The content of a report of a real run, as the server reads it back. */
function contentOf(name: string): ReportContent {
  const lanes = [{ instrument: shareInstrument("TEST"), bars: syntheticBars({ seed: 4, length: 800 }) }];
  const input = { document: smaCross.document, parameters: {}, lanes, references: [], trials: { count: 1 } };
  const outcome = computeBacktest(input, () => "continue");
  if (outcome.status !== "done") throw new Error(outcome.status);
  const summary = BacktestSummary.parse(JSON.parse(JSON.stringify(outcome.summary)));
  const { program } = compile(smaCross.document);
  const backtest = {
    ...summary,
    strategyName: name,
    versionNumber: 3,
    semanticHash: program!.semanticHash,
    fingerprint: outcome.fingerprint,
    engineVersion: "1",
    parameters: {},
    bars: 800,
    createdAt: "2026-01-01T00:00:00.000Z",
    dataset: { name: "Test & data", synthetic: true },
  } as unknown as ReportContent["backtest"];
  return {
    backtest,
    tables: StoredReport.parse(JSON.parse(new TextDecoder().decode(outcome.artifacts.report))),
    series: decodeSeries(outcome.artifacts.series),
    trades: readTradeBundle(decodeBundle(outcome.artifacts["trade-columns"])),
  };
}

const whole = { insides: true, trades: true } as const;

describe("a report for others", () => {
  const content = contentOf("SMA cross");
  const remark = { id: "denied-orders", title: "Orders were denied", severity: "warning", message: "the node Trend" };
  const paired = { id: "stop-target-pairing", title: "A stop without a target", severity: "info" };
  const backtest = {
    ...content.backtest,
    parameters: { secretLength: 17 },
    critique: [{ ...remark, suggestion: "Shorten Trend" }, paired],
  } as unknown as ReportContent["backtest"];
  const reasons = new Set(
    Array.from({ length: content.trades.count }, (_, row) => content.trades.text("lastReason", row)),
  );
  const insides = [/secretLength/, /Trend/, /without a target/, new RegExp(backtest.semanticHash)];

  test("shows what came out, and nothing of what the strategy is made of", () => {
    const own = htmlReport({ ...content, backtest }, whole);
    const page = htmlReport({ ...content, backtest }, { insides: false, trades: true, sharedBy: "Makers & co" });
    expect(reasons.size).toBeGreaterThan(0);
    for (const reason of reasons) {
      expect(own).toContain(`<td>${reason}</td>`);
      expect(page).not.toContain(reason);
    }
    for (const inside of insides) {
      expect(own).toMatch(inside);
      expect(page).not.toMatch(inside);
    }
    expect(page).toContain("Orders were denied");
    expect(page).toContain("Makers &#38; co");
    expect(page.match(/<tr><td>TEST<\/td>/g)).toHaveLength(content.trades.count);
  });

  test("leaves the trades out unless its maker wants them shown", () => {
    const page = htmlReport({ ...content, backtest }, { insides: false, trades: false });
    expect(page).not.toContain("<h2>Trades");
    expect(page).toContain(backtest.fingerprint!);
  });
});

describe("a report of one page", () => {
  test("carries the figures of the run, and needs nothing from elsewhere", () => {
    const content = contentOf("SMA cross");
    const page = htmlReport(content, whole);
    const profit = content.backtest.statistics!.find(({ id }) => id === "net-profit")!.value!;
    expect(page).toContain(`${profit.toLocaleString("en-US", { maximumFractionDigits: 2 })} USD`);
    expect(page).toContain(content.backtest.fingerprint!);
    expect(page).toContain("synthetic: no market ever traded");
    expect(page.match(/<tr><td>TEST<\/td>/g)).toHaveLength(content.trades.count);
    expect(page).not.toMatch(/(src|href)=|url\(|@import|<script/);
    expect(page).not.toMatch(/NaN|undefined|\[object/);
  });

  test("shows what users have written as text", () => {
    const page = htmlReport(contentOf(`<script>alert("x")</script>`), whole);
    expect(page).not.toContain("<script");
    expect(page).toContain("&#60;script&#62;");
  });

  test("stays below a megabyte with fifty thousand trades, and says how many it leaves out", () => {
    const content = contentOf("Many");
    const table = new TradeTable(50_000);
    for (let row = 0; row < 50_000; row++) table.columns.entryTime[table.addRow()] = row * 60_000;
    const lanes = [{ instrument: shareInstrument("TEST"), bars: syntheticBars({ seed: 4, length: 10 }) }];
    const page = htmlReport({ ...content, trades: readTradeBundle(tradeBundle(table, lanes)) }, whole);
    expect(page.length).toBeLessThan(1_000_000);
    expect(page).toContain("The first 1000 of 50000 trades");
  });
});

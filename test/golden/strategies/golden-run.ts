import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { buildReport } from "@/graph-runtime/analytics/report.ts";
import { compile } from "@/graph-runtime/compiler/compile.ts";
import { ENGINE_VERSION } from "@/graph-runtime/core/version.ts";
import { shareInstrument } from "@/graph-runtime/market/instrument.ts";
import { readBarsCsv } from "@/graph-runtime/market/read-csv.ts";
import { runBacktest } from "@/graph-runtime/sim/run-backtest.ts";

/** What a golden strategy must give, on the S&P 500 index, daily, 2000 to 2020 (vega-datasets). */
export type Golden = {
  readonly engineVersion: string;
  readonly semanticHash: string;
  readonly fingerprint: string;
  readonly bars: number;
  readonly orders: number;
  readonly fills: number;
  readonly ambiguousBars: number;
  readonly statistics: Readonly<Record<string, number | null>>;
};

export const folder = import.meta.dirname;
const STATISTICS = [
  "final-equity",
  "cagr",
  "sharpe",
  "max-drawdown",
  "trade-count",
  "win-rate",
  "profit-factor",
  "fees",
];

export function goldenNames(): string[] {
  return readdirSync(folder).filter((name) => existsSync(path.join(folder, name, "document.json")));
}

export function readExpected(name: string): Golden | null {
  const file = path.join(folder, name, "expected.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Golden) : null;
}

export function runGolden(name: string): Golden {
  const document = JSON.parse(readFileSync(path.join(folder, name, "document.json"), "utf8"));
  const { program, diagnostics } = compile(document);
  if (!program) throw new Error(`${name}: ${diagnostics.map((problem) => problem.message).join("; ")}`);
  const csv = path.join(folder, "../../../node_modules/vega-datasets/data/sp500-2000.csv");
  const { bars } = readBarsCsv(readFileSync(csv, "utf8"));
  const lanes = [{ instrument: shareInstrument("SP500"), bars }];
  const result = runBacktest({ program, lanes });
  const { statistics } = buildReport({ result, lanes });
  return {
    engineVersion: ENGINE_VERSION,
    semanticHash: program.semanticHash,
    fingerprint: result.fingerprint,
    bars: result.time.length,
    orders: result.orders.length,
    fills: result.fills.length,
    ambiguousBars: result.ambiguousBars,
    statistics: Object.fromEntries(
      STATISTICS.map((id) => [id, statistics.find((statistic) => statistic.id === id)?.value ?? null]),
    ),
  };
}

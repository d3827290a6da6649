import { buildReport } from "@/graph-runtime/analytics/report.ts";
import { type Diagnostic, hasErrors } from "@/graph-runtime/core/diagnostic.ts";
import { isoUtc } from "@/graph-runtime/core/time.ts";
import { ENGINE_VERSION } from "@/graph-runtime/core/version.ts";
import { type AmbiguityBand, ambiguityBand } from "@/graph-runtime/sim/ambiguity-band.ts";
import { type BenchmarkPrices, benchmarkPrices } from "@/graph-runtime/sim/benchmark-prices.ts";
import { type BacktestResult, type LaneData, runBacktest } from "@/graph-runtime/sim/run-backtest.ts";
import type { Command } from "../command.ts";
import { EXTRA_OPTIONS, EXTRA_USAGE, withExtras } from "../lane-extras.ts";
import { describeDiagnostic, loadGraph } from "../load-graph.ts";
import { DATA_OPTIONS, DATA_USAGE, loadLanes, makeLanes, splitLanes } from "../load-lanes.ts";
import { loadSignals, SIGNAL_OPTIONS, SIGNAL_USAGE } from "../load-signals.ts";
import { parseOptions, readPairs } from "../parse-options.ts";
import { readParameters } from "../read-parameters.ts";

export const backtestCommand: Command = {
  name: "backtest",
  usage: `backtest <graph.json> ${DATA_USAGE} ${EXTRA_USAGE} ${SIGNAL_USAGE} [--set key=value ...] [--json]`,
  summary: "run a graph over history; --set takes parameters (fast=12) and settings (settings.capital=50000)",
  run: async (parameters) => {
    const options = parseOptions(
      parameters,
      {
        ...DATA_OPTIONS,
        ...EXTRA_OPTIONS,
        ...SIGNAL_OPTIONS,
        set: { type: "string", multiple: true },
        json: { type: "boolean" },
      },
      "graph.json",
    );
    const changes = readParameters(readPairs(options.list("set"), "set"));
    const { program, diagnostics } = await loadGraph(options.file, { parameters: changes.parameters });
    const loaded = await loadLanes(options);
    const problems = [...diagnostics, ...loaded.diagnostics];
    const asJson = options.flag("json");
    if (program === null || hasErrors(problems)) return failed(problems, asJson);
    const data = splitLanes(program, await withExtras(makeLanes(program, loaded.lanes), options));
    const recorded = await loadSignals(program, options);
    if (hasErrors(recorded.diagnostics)) return failed([...problems, ...recorded.diagnostics], asJson);
    const { signals } = recorded;
    const input = { program, ...data, signals, overrides: changes.overrides(program.settings) };
    const result = runBacktest(input);
    const all = [...problems, ...result.diagnostics];
    if (hasErrors(all)) return failed(all, asJson);
    const band = ambiguityBand(result, () => runBacktest({ ...input, oppositePath: true, trustBars: true }));
    const report = {
      ...describe(result, data.lanes, benchmarkPrices(program, data, result.time)),
      ambiguity: band,
      diagnostics: all,
    };
    return {
      output: asJson ? JSON.stringify(report) : summarise(report),
      messages: all.map(describeDiagnostic),
      ok: !hasErrors(result.diagnostics),
    };
  },
};

type BacktestReport = ReturnType<typeof describe> & {
  readonly ambiguity: AmbiguityBand;
  readonly diagnostics: readonly Diagnostic[];
};

function failed(diagnostics: readonly Diagnostic[], asJson: boolean) {
  const output = asJson ? JSON.stringify({ fingerprint: null, diagnostics }, null, 2) : "";
  return { output, messages: diagnostics.map(describeDiagnostic), ok: false };
}

function describe(result: BacktestResult, lanes: readonly LaneData[], benchmark: BenchmarkPrices | null) {
  const report = buildReport({ result, lanes, ...benchmark });
  const symbolOf = (lane: number): string => lanes[lane]!.instrument.symbol;
  return {
    fingerprint: result.fingerprint,
    engineVersion: ENGINE_VERSION,
    bars: result.time.length,
    ambiguousBars: result.ambiguousBars,
    settings: result.settings,
    // null where a number would mean nothing; `statistics` says why, and how each is defined
    stats: Object.fromEntries(report.statistics.map(({ id, value }) => [id, value])),
    statistics: report.statistics,
    trades: report.trades.map((trade) => ({
      ...trade,
      entryTime: isoUtc(trade.entryTime),
      exitTime: trade.exitTime === null ? null : isoUtc(trade.exitTime),
    })),
    orders: result.orders.map((order) => ({
      ...order,
      symbol: symbolOf(order.lane),
      createdTime: isoUtc(order.createdTime),
    })),
    fills: result.fills.map((fill) => ({ ...fill, symbol: symbolOf(fill.lane), time: isoUtc(fill.time) })),
    updates: result.updates.map((update) => ({ ...update, time: isoUtc(update.time) })),
    cash: result.cash.map((entry) => ({ ...entry, time: isoUtc(entry.time) })),
    alerts: result.alerts.map((alert) => ({ ...alert, symbol: symbolOf(alert.lane), time: isoUtc(alert.time) })),
    probes: result.probes.map(({ name, lane, values }) => ({
      name,
      symbol: lane === null ? null : symbolOf(lane),
      values: Array.from(values, (value) => (Number.isNaN(value) ? null : value)),
    })),
    equity: Array.from(result.equity, (equity, bar) => ({ time: isoUtc(result.time[bar]!), equity })),
    critique: report.critique,
    assumptions: report.assumptions,
  };
}

function summarise({ fingerprint, bars, statistics, trades, orders, assumptions, ambiguity }: BacktestReport): string {
  const lines = [
    `fingerprint  ${fingerprint}`,
    `bars ${bars}, orders ${orders.length}, trades ${trades.length}`,
    "",
    ...statistics.map(
      ({ label, value, unit, reason }) =>
        `${label.padEnd(34)} ${value === null ? `n/a (${reason ?? "unknown"})` : `${formatNumber(value)} ${unit}`}`,
    ),
    `Ambiguous bars: ${ambiguity.bars}; final equity ${ambiguity.finalEquity.toFixed(2)}, on the opposite path ${ambiguity.oppositeFinalEquity.toFixed(2)}`,
    "",
    "assumptions",
    ...assumptions.map(({ label, value, note }) => `${label}: ${value}${note === undefined ? "" : ` (${note})`}`),
  ];
  return lines.join("\n");
}

function formatNumber(value: number): string {
  return Math.abs(value) >= 1_000 ? value.toFixed(2) : String(Number(value.toPrecision(6)));
}

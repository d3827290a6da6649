import { buildReport } from "@/graph-runtime/analytics/report.ts";
import { OVERVIEW_POINTS } from "@/graph-runtime/analytics/summary/sample-bars.ts";
import { tradeBundle } from "@/graph-runtime/analytics/trades/trade-bundle.ts";
import { compile } from "@/graph-runtime/compiler/compile.ts";
import { encodeBundle } from "@/graph-runtime/core/column-bundle.ts";
import { type Diagnostic, hasErrors } from "@/graph-runtime/core/diagnostic.ts";
import type { OutsideSignal } from "@/graph-runtime/market/outside-signal.ts";
import { suggestChange } from "@/graph-runtime/nodes/suggest-change.ts";
import { ambiguityBand } from "@/graph-runtime/sim/ambiguity-band.ts";
import { benchmarkPrices } from "@/graph-runtime/sim/benchmark-prices.ts";
import { type LaneData, runBacktest } from "@/graph-runtime/sim/run-backtest.ts";
import type { NewArtifacts } from "../../db/repositories/backtest-artifacts.ts";
import { recordedOf } from "./recorded.ts";
import { encodeRecords } from "./stored/record-columns.ts";
import { encodeSeries } from "./stored/series-artifact.ts";
import { viewOfSeries, wholeView } from "./stored/series-view.ts";

export type ComputeInput = {
  readonly document: unknown;
  readonly parameters: Readonly<Record<string, number | string | boolean>>;
  /** The instruments that are traded, and those that nodes look at only. */
  readonly lanes: readonly LaneData[];
  readonly references: readonly LaneData[];
  /** Recorded signals of a strategy that waits for some. */
  readonly signals?: readonly OutsideSignal[];
  /** Variants of the strategy that were tried, this one included. */
  readonly trials: { readonly count: number; readonly sharpeVariance?: number };
};

export type ComputeProgress = { readonly barsDone: number; readonly barsTotal: number; readonly equity: number };

export type ComputeOutcome =
  | {
      readonly status: "done";
      readonly fingerprint: string;
      readonly summary: unknown;
      readonly artifacts: NewArtifacts;
    }
  | { readonly status: "cancelled" }
  | { readonly status: "refused"; readonly diagnostics: readonly Diagnostic[] };

/** Computes a backtest and everything that is kept of it. Pure: the same input gives the same bytes on any thread. */
export function computeBacktest(
  { document, parameters, lanes, references, signals = [], trials }: ComputeInput,
  onProgress: (progress: ComputeProgress) => "continue" | "cancel",
): ComputeOutcome {
  const { program, diagnostics } = compile(document, { parameters });
  if (program === null) return { status: "refused", diagnostics };
  // About fifty reports of progress; the block size changes nothing else.
  const blockSize = Math.min(4_096, Math.max(256, Math.ceil((lanes[0]?.bars.time.length ?? 0) / 50)));
  const result = runBacktest({ program, lanes, references, signals, blockSize, onProgress });
  if (result.cancelled) return { status: "cancelled" };
  // No bars, no time in common: figures of nothing would look like a strategy that does nothing.
  if (hasErrors(result.diagnostics)) return { status: "refused", diagnostics: result.diagnostics };
  const ambiguity = ambiguityBand(result, () =>
    runBacktest({ program, lanes, references, signals, blockSize, oppositePath: true, trustBars: true }),
  );
  const { drawdown, held, tradeTable, statistics, assumptions, critique, confidence, ...tables } = buildReport({
    result,
    lanes,
    trials,
    parameterCount: program.document.parameters.length,
    warmupBars: program.warmup,
    oppositePathProfit: ambiguity.oppositeFinalEquity - result.settings.capital,
    ...benchmarkPrices(program, { lanes, references }, result.time),
  });
  const recorded = recordedOf(
    result,
    lanes.map(({ instrument }) => instrument.symbol),
  );
  const { months, years, rolling, distribution, attribution } = tables;
  const remarks = critique.map((finding) => {
    const fix = suggestChange(program.document, finding);
    return fix === null ? finding : { ...finding, fix };
  });

  const { time, equity, exposure, orderLog, fillLog } = result;
  const benchmarkAt = held === null ? null : (bar: number) => held.prices[bar]! * held.units;
  const isLong = time.length > OVERVIEW_POINTS;
  const warnings = [...diagnostics, ...result.diagnostics];
  return {
    status: "done",
    fingerprint: result.fingerprint,
    summary: {
      statistics,
      assumptions,
      critique: remarks,
      diagnostics: warnings,
      ambiguousBars: result.ambiguousBars,
      ambiguity,
      confidence,
      trials: trials.count,
      bars: result.time.length,
      settings: result.settings,
    },
    artifacts: {
      series: encodeSeries({ time, equity, exposure, held }),
      ...(isLong ? { overview: viewOfSeries({ time, equity, exposure, drawdown, benchmarkAt }, wholeView) } : {}),
      "trade-columns": encodeBundle(tradeBundle(tradeTable, lanes)),
      report: encodeJson({ months, years, rolling, distribution, attribution, recorded }),
      orders: encodeRecords({ orders: orderLog, fills: fillLog }),
    },
  };
}

function encodeJson(value: unknown): Uint8Array<ArrayBuffer> {
  const text = JSON.stringify(value, (_, member: unknown) => {
    return member instanceof Float64Array ? Array.from(member) : member;
  });
  return new TextEncoder().encode(text);
}

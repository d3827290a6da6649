import { buildReport } from "@/graph-runtime/analytics/report.ts";
import { compile } from "@/graph-runtime/compiler/compile.ts";
import type { Diagnostic } from "@/graph-runtime/core/diagnostic.ts";
import { benchmarkPrices } from "@/graph-runtime/sim/benchmark-prices.ts";
import { type LaneData, runBacktest } from "@/graph-runtime/sim/run-backtest.ts";
import { encodeColumns } from "./columns-binary.ts";

export type ComputeInput = {
  readonly document: unknown;
  readonly parameters: Readonly<Record<string, number | string | boolean>>;
  /** The instruments that are traded, and those that nodes look at only. */
  readonly lanes: readonly LaneData[];
  readonly references: readonly LaneData[];
};

export type ComputeProgress = { readonly barsDone: number; readonly barsTotal: number; readonly equity: number };

export type ComputeOutcome =
  | {
      readonly status: "done";
      readonly fingerprint: string;
      readonly summary: unknown;
      readonly artifacts: Readonly<Record<"series" | "trades" | "report" | "orders", Uint8Array<ArrayBuffer>>>;
    }
  | { readonly status: "cancelled" }
  | { readonly status: "refused"; readonly diagnostics: readonly Diagnostic[] };

/** Computes a backtest and everything that is kept of it. Pure: the same input gives the same bytes on any thread. */
export function computeBacktest(
  { document, parameters, lanes, references }: ComputeInput,
  onProgress: (progress: ComputeProgress) => "continue" | "cancel",
): ComputeOutcome {
  const { program, diagnostics } = compile(document, { parameters });
  if (program === null) return { status: "refused", diagnostics };
  // About fifty reports of progress; the block size changes nothing else.
  const blockSize = Math.min(4_096, Math.max(256, Math.ceil((lanes[0]?.bars.time.length ?? 0) / 50)));
  const result = runBacktest({ program, lanes, references, blockSize, onProgress });
  if (result.cancelled) return { status: "cancelled" };
  const { drawdown, benchmark, trades, statistics, assumptions, critique, ...report } = buildReport({
    result,
    lanes,
    ...benchmarkPrices(program, { lanes, references }, result.time),
  });

  const columns = [result.time, result.equity, result.exposure, drawdown, ...(benchmark === null ? [] : [benchmark])];
  const warnings = [...diagnostics, ...result.diagnostics];
  return {
    status: "done",
    fingerprint: result.fingerprint,
    summary: { statistics, assumptions, critique, diagnostics: warnings, ambiguousBars: result.ambiguousBars },
    artifacts: {
      series: encodeColumns(columns),
      trades: encodeJson(trades),
      report: encodeJson(report),
      orders: encodeJson({ orders: result.orders, fills: result.fills }),
    },
  };
}

function encodeJson(value: unknown): Uint8Array<ArrayBuffer> {
  const text = JSON.stringify(value, (_, member: unknown) => {
    return member instanceof Float64Array ? Array.from(member) : member;
  });
  return new TextEncoder().encode(text);
}

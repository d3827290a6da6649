import type { Diagnostic } from "@/graph-runtime/core/diagnostic.ts";
import { type BarColumns, sliceBars } from "@/graph-runtime/market/bars.ts";
import type { Instrument } from "@/graph-runtime/market/instrument.ts";
import type { LaneData } from "@/graph-runtime/sim/run-backtest.ts";
import type { Queryable } from "../../db/client.ts";
import { AppError } from "../../errors/app-error.ts";
import { type BacktestData, type LoadedData, loadData } from "./choose-data.ts";
import { BacktestSummary } from "./dto.ts";
import type { Compute } from "./execute-backtest.ts";
import { refusalOf } from "./execute-backtest.ts";
import { decodeSeries } from "./stored/series-artifact.ts";

export type OnceRequest = {
  readonly document: unknown;
  readonly data: BacktestData;
  /** Bars that open at or after this instant are left out; null takes all. Epoch milliseconds. */
  readonly until: number | null;
};

export type OnceResult = {
  readonly time: Float64Array;
  readonly equity: Float64Array;
  readonly fingerprint: string;
  readonly summary: BacktestSummary;
  readonly instruments: readonly Instrument[];
};

type Around = { readonly compute: Compute; readonly signal: AbortSignal; readonly onProgress: (share: number) => void };

/** Computes a backtest that no row keeps, with the strategy's own parameters: for those who need its curve beside others. */
export async function computeOnce(db: Queryable, request: OnceRequest, around: Around): Promise<OnceResult> {
  const { document, data, until } = request;
  const bars = await loadBefore(db, data, until);
  const input = { document, parameters: {}, trials: { count: 1 }, ...bars };
  const outcome = await around.compute(input, {
    signal: around.signal,
    onProgress: ({ barsDone, barsTotal }) => around.onProgress(barsDone / barsTotal),
  });
  switch (outcome.status) {
    case "done": {
      const { time, equity } = decodeSeries(outcome.artifacts.series);
      const instruments = bars.lanes.map(({ instrument }) => instrument);
      const { fingerprint } = outcome;
      return { time, equity, fingerprint, summary: BacktestSummary.parse(outcome.summary), instruments };
    }
    case "cancelled":
      throw new AppError("unavailable", { message: "The worker was stopped." });
    case "refused":
      throw refusedRun(outcome.diagnostics);
  }
}

/** Loads histories up to an instant; null takes all of them. */
export async function loadBefore(db: Queryable, data: BacktestData, until: number | null): Promise<LoadedData> {
  const loaded = await loadData(db, data);
  const cut = (lane: LaneData): LaneData => ({ ...lane, bars: barsBefore(lane.bars, until) });
  return { ...loaded, lanes: loaded.lanes.map(cut), references: loaded.references.map(cut) };
}

function refusedRun(diagnostics: readonly Diagnostic[]): AppError {
  const { code, message } = refusalOf(diagnostics);
  return code === "data-missing" ? new AppError(code, { message }) : new AppError("graph-refused", { diagnostics });
}

function barsBefore(bars: BarColumns, until: number | null): BarColumns {
  if (until === null) return bars;
  const index = bars.time.findIndex((time) => time >= until);
  return index < 0 ? bars : sliceBars(bars, 0, index);
}

import { encodeBundle } from "@/graph-runtime/core/column-bundle.ts";
import { BAR_FIELDS, sliceBars } from "@/graph-runtime/market/bars.ts";
import type { LaneData } from "@/graph-runtime/sim/run-backtest.ts";
import { thinBars } from "../../data/thin-bars.ts";
import { AppError } from "../../errors/app-error.ts";
import { loadPlaces } from "./choose-data.ts";
import { dataOf, type Reader, readArtifact, requireArtifact, requireBacktest } from "./result-access.ts";
import { decodeSeries, type ResultSeries } from "./stored/series-artifact.ts";
import { type View, viewOfSeries, wholeView, windowOf } from "./stored/series-view.ts";

/** Returns the whole columns of a succeeded backtest. */
export async function readSeries(reader: Reader, id: string): Promise<ResultSeries> {
  return decodeSeries(await requireArtifact(reader, id, "series"));
}

type Binary = Promise<Uint8Array<ArrayBuffer>>;

/** Returns equity, drawdown, exposure and benchmark as columns for a view: bars chosen so that no high or low is lost. */
export async function seriesColumns(reader: Reader, id: string, view: View): Binary {
  const isWhole = view.from <= wholeView.from && view.to >= wholeView.to && view.points === wholeView.points;
  const ready = isWhole ? await readArtifact(reader, id, "overview") : null;
  if (ready !== null) return new Uint8Array(ready);
  const { benchmark, ...series } = await readSeries(reader, id);
  const benchmarkAt = benchmark === null ? null : (bar: number) => benchmark[bar]!;
  return viewOfSeries({ ...series, benchmarkAt }, view);
}

/** Returns the candles of one instrument for a view: neighbours are put together where there are too many. */
export async function priceColumns(reader: Reader, id: string, lane: number, view: View): Binary {
  const { bars } = await loadHistory(reader, id, lane);
  const { from, to } = windowOf(bars.time, view);
  const part = sliceBars(bars, from, to);
  const thin = thinBars(part, view.points);
  const barsEach = thin.time.length === 0 ? 1 : Math.ceil(part.time.length / thin.time.length);
  const { time, open, high, low, close, volume } = thin;
  return encodeBundle({
    meta: { bars: bars.time.length, barsEach },
    columns: { time, open, high, low, close, volume },
  });
}

/** Returns every bar of a history that a backtest ran on, with its instrument, splits and dividends: what it can be run on again. */
export async function historyColumns(reader: Reader, id: string, place: number): Binary {
  const { bars, instrument, actions = [], finer } = await loadHistory(reader, id, place);
  const columns = Object.fromEntries([
    ...BAR_FIELDS.map((field) => [field, bars[field]] as const),
    ...(finer === undefined ? [] : BAR_FIELDS.map((field) => [`finer-${field}`, finer[field]] as const)),
  ]);
  return encodeBundle({ meta: { instrument, actions }, columns });
}

/** Returns all trades as columns. */
export async function tradeColumns(reader: Reader, id: string): Binary {
  return new Uint8Array(await requireArtifact(reader, id, "trade-columns"));
}

async function loadHistory(reader: Reader, id: string, place: number): Promise<LaneData> {
  const { lanes, references } = dataOf(await requireBacktest(reader, id));
  const wanted = [...lanes, ...references][place];
  if (wanted === undefined) {
    const message = `This backtest ran on ${lanes.length + references.length} instruments, counted from 0: there is no number ${place}.`;
    throw new AppError("invalid-input", { message });
  }
  const [lane] = await loadPlaces(reader.db, [wanted]);
  return lane!;
}

import { sampleBars } from "@/graph-runtime/analytics/summary/sample-bars.ts";
import { encodeBundle } from "@/graph-runtime/core/column-bundle.ts";
import { BAR_FIELDS, sliceBars } from "@/graph-runtime/market/bars.ts";
import { thinBars } from "../../data/thin-bars.ts";
import { AppError } from "../../errors/app-error.ts";
import { loadPlace } from "./choose-data.ts";
import { decodeColumns } from "./columns-binary.ts";
import { dataOf, type Reader, requireArtifact, requireBacktest } from "./result-access.ts";

export type ResultSeries = {
  readonly time: Float64Array;
  readonly equity: Float64Array;
  readonly exposure: Float64Array;
  readonly drawdown: Float64Array;
  readonly benchmark: Float64Array | null;
};

/** Returns the whole columns of a succeeded backtest. */
export async function readSeries(reader: Reader, id: string): Promise<ResultSeries> {
  const body = await requireArtifact(reader, await requireBacktest(reader, id), "series");
  const [time, equity, exposure, drawdown, benchmark] = decodeColumns(body);
  if (time === undefined || equity === undefined || exposure === undefined || drawdown === undefined) {
    throw new Error(`backtest ${id} has an incomplete series`);
  }
  return { time, equity, exposure, drawdown, benchmark: benchmark ?? null };
}

/** A part of a history by time, epoch milliseconds, and how many points a picture of it can show. */
export type View = { readonly from: number; readonly to: number; readonly points: number };

type Binary = Promise<Uint8Array<ArrayBuffer>>;

/** Returns equity, drawdown, exposure and benchmark as columns for a view: bars chosen so that no high or low is lost. */
export async function seriesColumns(reader: Reader, id: string, view: View): Binary {
  const { time, equity, exposure, drawdown, benchmark } = await readSeries(reader, id);
  const window = windowOf(time, view);
  const bars = sampleBars({ equity, exposure }, { ...window, points: view.points });
  const of = (column: Float64Array): Float64Array => Float64Array.from(bars, (bar) => column[bar]!);
  return encodeBundle({
    meta: { bars: time.length, shown: window.to - window.from },
    columns: {
      bar: bars,
      time: of(time),
      equity: of(equity),
      exposure: of(exposure),
      drawdown: of(drawdown),
      ...(benchmark === null ? {} : { benchmark: of(benchmark) }),
    },
  });
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
  return Uint8Array.from(await requireArtifact(reader, await requireBacktest(reader, id), "trade-columns"));
}

async function loadHistory(reader: Reader, id: string, place: number) {
  const { lanes, references } = dataOf(await requireBacktest(reader, id));
  const wanted = [...lanes, ...references][place];
  if (wanted === undefined) {
    const message = `This backtest ran on ${lanes.length + references.length} instruments, counted from 0: there is no number ${place}.`;
    throw new AppError("invalid-input", { message });
  }
  return loadPlace(reader.db, wanted);
}

/** Bars within the view, and one more on either side, so that lines reach its edges. */
function windowOf(time: Float64Array, { from, to }: View): { readonly from: number; readonly to: number } {
  const first = Math.max(0, firstAtOrAfter(time, from) - 1);
  return { from: first, to: Math.max(first, Math.min(time.length, firstAtOrAfter(time, to) + 1)) };
}

function firstAtOrAfter(time: Float64Array, instant: number): number {
  let [low, high] = [0, time.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (time[middle]! < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}

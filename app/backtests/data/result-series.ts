import { type ColumnBundle, columnOf } from "@/graph-runtime/core/column-bundle.ts";
import { keptBeside, spliced } from "./splice.ts";

/** Equity and what belongs to it, at the bars that were chosen for a view. */
export type ResultSeries = {
  /** Bars of the whole run, and the number of each row's. */
  readonly bars: number;
  readonly bar: ArrayLike<number>;
  /** Epoch milliseconds. */
  readonly time: ArrayLike<number>;
  readonly equity: ArrayLike<number>;
  readonly drawdown: ArrayLike<number>;
  readonly exposure: ArrayLike<number>;
  readonly benchmark: ArrayLike<number> | null;
};

export function readSeries(bundle: ColumnBundle): ResultSeries {
  const { bars } = bundle.meta as { readonly bars: number };
  return {
    bars,
    bar: columnOf(bundle, "bar"),
    time: columnOf(bundle, "time"),
    equity: columnOf(bundle, "equity"),
    drawdown: columnOf(bundle, "drawdown"),
    exposure: columnOf(bundle, "exposure"),
    benchmark: bundle.columns["benchmark"] ?? null,
  };
}

/** Puts the bars of a closer look in the place of those that stood for them. */
export function closerSeries(whole: ResultSeries, part: ResultSeries | null): ResultSeries {
  if (part === null || part.time.length === 0) return whole;
  const kept = keptBeside(whole.time, part.time);
  const join = (column: "bar" | "time" | "equity" | "drawdown" | "exposure") =>
    spliced(whole[column], part[column], kept);
  const { benchmark } = whole;
  return {
    bars: whole.bars,
    bar: join("bar"),
    time: join("time"),
    equity: join("equity"),
    drawdown: join("drawdown"),
    exposure: join("exposure"),
    benchmark: benchmark === null || part.benchmark === null ? null : spliced(benchmark, part.benchmark, kept),
  };
}

import { type ColumnBundle, columnOf } from "@/graph-runtime/core/column-bundle.ts";
import { keptBeside, spliced } from "./splice.ts";

/** Candles of one instrument; where there are too many bars for a picture, each holds several. */
export type ResultPrices = {
  /** Bars of the whole history, and how many a candle of this look holds. */
  readonly bars: number;
  readonly barsEach: number;
  /** Epoch milliseconds. */
  readonly time: ArrayLike<number>;
  readonly open: ArrayLike<number>;
  readonly high: ArrayLike<number>;
  readonly low: ArrayLike<number>;
  readonly close: ArrayLike<number>;
};

export function readPrices(bundle: ColumnBundle): ResultPrices {
  const { bars, barsEach } = bundle.meta as { readonly bars: number; readonly barsEach: number };
  const [time, open, high, low, close] = [
    columnOf(bundle, "time"),
    columnOf(bundle, "open"),
    columnOf(bundle, "high"),
    columnOf(bundle, "low"),
    columnOf(bundle, "close"),
  ];
  return { bars, barsEach, time, open, high, low, close };
}

/** Puts the candles of a closer look in the place of those that stood for them. */
export function closerPrices(whole: ResultPrices, part: ResultPrices | null): ResultPrices {
  if (part === null || part.time.length === 0) return whole;
  const kept = keptBeside(whole.time, part.time);
  const join = (field: "time" | "open" | "high" | "low" | "close") => spliced(whole[field], part[field], kept);
  return {
    bars: whole.bars,
    barsEach: part.barsEach,
    time: join("time"),
    open: join("open"),
    high: join("high"),
    low: join("low"),
    close: join("close"),
  };
}

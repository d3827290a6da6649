import { type ConversionRates, rateAt } from "../../market/conversion-rates.ts";
import { FillLog } from "../../market/fill-log.ts";
import type { SplitAdjusted } from "./split-adjusted.ts";

type PricedLane = Pick<SplitAdjusted, "bars" | "fills" | "rows">;

/** Returns a lane's bars and fills with their prices in the account's currency, each at the rate of its own time. */
export function inAccountMoney({ bars, fills, rows }: PricedLane, rates: ConversionRates): PricedLane {
  const { time, open, high, low, close } = bars;
  const scaled = (column: Float64Array): Float64Array =>
    column.map((price, i) => price * rateAt(rates, time[i] as number));
  const records = rows === null ? fills.records() : Array.from(rows, (row) => fills.record(row));
  return {
    bars: { ...bars, open: scaled(open), high: scaled(high), low: scaled(low), close: scaled(close) },
    fills: FillLog.from(records.map((fill) => ({ ...fill, price: fill.price * rateAt(rates, fill.time) }))),
    rows: null,
  };
}

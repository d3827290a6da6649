"use client";
import { useFormat } from "../format/FormatProvider.tsx";
import type { PriceColumns } from "./TradeChart.tsx";

type CandleLegendProps = {
  readonly prices: PriceColumns;
  /** Decimals of a price. */
  readonly digits: number;
  readonly index: number;
  readonly daily: boolean;
  /** Explains the marks of trades. */
  readonly marks: boolean;
  /** How many trades are in view where they are too many to be marked; else 0. */
  readonly crowded: number;
};

const marks = [
  { sign: "▲", color: "text-series-1", text: "entry" },
  { sign: "●", color: "text-profit", text: "gain" },
  { sign: "●", color: "text-loss", text: "loss" },
  { sign: "╌", color: "text-loss", text: "stop" },
  { sign: "╌", color: "text-profit", text: "target" },
] as const;

/** Says the prices of the candle under the pointer, and what the marks mean. */
export function CandleLegend({ prices, digits, index, daily, marks: isMarked, crowded }: CandleLegendProps) {
  const format = useFormat();
  const time = prices.time[index];
  return (
    <figcaption className="figure flex flex-wrap gap-x-4 gap-y-1 text-muted text-xs">
      <span className="min-w-28 text-text">{daily ? format.session(time) : format.dateTime(time)}</span>
      {(["open", "high", "low", "close"] as const).map((field) => (
        <span key={field}>
          {field.charAt(0).toUpperCase() + field.slice(1)}{" "}
          <span className="text-text">{format.number(prices[field][index], digits)}</span>
        </span>
      ))}
      {crowded > 0 ? (
        <span className="ml-auto text-warning">{format.integer(crowded)} trades in view: zoom in to see them</span>
      ) : isMarked ? (
        <span className="ml-auto hidden items-center gap-3 sm:flex">
          {marks.map(({ sign, color, text }) => (
            <span key={text}>
              <span className={color} aria-hidden="true">
                {sign}
              </span>{" "}
              {text}
            </span>
          ))}
        </span>
      ) : null}
    </figcaption>
  );
}

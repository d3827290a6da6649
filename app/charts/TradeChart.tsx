"use client";
import {
  CandlestickSeries,
  createSeriesMarkers,
  type IChartApi,
  type MouseEventParams,
  type SeriesMarker,
  type Time,
} from "lightweight-charts";
import { useEffect, useState } from "react";
import type { Trade } from "@/graph-runtime/analytics/trades/trade.ts";
import { useFormat } from "../format/FormatProvider.tsx";
import { cx } from "../ui/cx.ts";
import type { ChartColors } from "./chart-theme.ts";
import { chartTime, isDaily } from "./chart-time.ts";
import { useChart } from "./use-chart.ts";

export type PriceColumns = {
  readonly time: ArrayLike<number>;
  readonly open: ArrayLike<number>;
  readonly high: ArrayLike<number>;
  readonly low: ArrayLike<number>;
  readonly close: ArrayLike<number>;
};

type TradeChartProps = {
  readonly prices: PriceColumns;
  readonly trades: readonly Trade[];
  /** The trade to bring into view, from the table. */
  readonly focused: Trade | null;
};

function candles(prices: PriceColumns) {
  return Array.from(prices.time, (moment, index) => ({
    time: chartTime(moment),
    open: prices.open[index] ?? Number.NaN,
    high: prices.high[index] ?? Number.NaN,
    low: prices.low[index] ?? Number.NaN,
    close: prices.close[index] ?? Number.NaN,
  }));
}

function markersOf(trades: readonly Trade[], colors: ChartColors): SeriesMarker<Time>[] {
  const markers = trades.flatMap((trade) => {
    const isLong = trade.side === "long";
    const entry: SeriesMarker<Time> = {
      time: chartTime(trade.entryTime),
      position: isLong ? "belowBar" : "aboveBar",
      shape: isLong ? "arrowUp" : "arrowDown",
      color: colors.accent,
    };
    if (trade.exitTime === null) return [entry];
    const exit: SeriesMarker<Time> = {
      time: chartTime(trade.exitTime),
      position: isLong ? "aboveBar" : "belowBar",
      shape: "circle",
      size: 0.8,
      color: trade.profit >= 0 ? colors.profit : colors.loss,
    };
    return [entry, exit];
  });
  return markers.sort((a, b) => Number(a.time) - Number(b.time));
}

function bringIntoView(chart: IChartApi, trade: Trade, lastBar: number): void {
  const from = trade.entryBar;
  const to = trade.exitBar ?? lastBar;
  const margin = Math.max(30, (to - from) * 0.6);
  chart.timeScale().setVisibleLogicalRange({ from: from - margin, to: to + margin });
}

/** Candles with an arrow at each entry and a dot, coloured by its result, at each exit. */
export function TradeChart({ prices, trades, focused }: TradeChartProps) {
  const { hostRef, live } = useChart();
  const format = useFormat();
  const [hovered, setHovered] = useState<number | null>(null);
  const lastBar = prices.time.length - 1;
  // External system: the chart's canvas.
  useEffect(() => {
    if (!live) return undefined;
    const { chart, colors } = live;
    const series = chart.addSeries(CandlestickSeries, {
      upColor: colors.profit,
      downColor: colors.loss,
      wickUpColor: colors.profit,
      wickDownColor: colors.loss,
      borderVisible: false,
      priceLineVisible: false,
    });
    series.setData(candles(prices));
    createSeriesMarkers(series, markersOf(trades, colors));
    chart.timeScale().applyOptions({ timeVisible: !isDaily(prices.time) });
    chart.timeScale().setVisibleLogicalRange({ from: Math.max(0, lastBar - 260), to: lastBar + 5 });
    const onMove = (move: MouseEventParams) => setHovered(move.logical === undefined ? null : move.logical);
    chart.subscribeCrosshairMove(onMove);
    return () => {
      chart.unsubscribeCrosshairMove(onMove);
      try {
        chart.removeSeries(series);
      } catch {
        // Removed together with its chart.
      }
    };
  }, [live, prices, trades, lastBar]);
  // External system: the chart's canvas.
  useEffect(() => {
    if (live && focused) bringIntoView(live.chart, focused, lastBar);
  }, [live, focused, lastBar]);
  const index = Math.min(lastBar, Math.max(0, hovered ?? lastBar));
  const time = prices.time[index];
  return (
    <figure className="grid grid-cols-1 gap-2">
      <figcaption className="figure flex flex-wrap gap-x-4 gap-y-1 text-muted text-xs">
        <span className="min-w-28 text-text">
          {isDaily(prices.time) ? format.session(time) : format.dateTime(time)}
        </span>
        {(["open", "high", "low", "close"] as const).map((field) => (
          <span key={field}>
            {field.charAt(0).toUpperCase() + field.slice(1)}{" "}
            <span className="text-text">{format.number(prices[field][index])}</span>
          </span>
        ))}
        <span className={cx("ml-auto hidden items-center gap-3", trades.length > 0 && "sm:flex")}>
          <span>
            <span className="text-series-1" aria-hidden="true">
              ▲
            </span>{" "}
            entry
          </span>
          <span>
            <span className="text-profit" aria-hidden="true">
              ●
            </span>{" "}
            exit with a gain
          </span>
          <span>
            <span className="text-loss" aria-hidden="true">
              ●
            </span>{" "}
            exit with a loss
          </span>
        </span>
      </figcaption>
      <div
        ref={hostRef}
        role="img"
        aria-label={trades.length > 0 ? "Prices with the entries and exits of the strategy" : "Prices"}
        className="h-80 w-full sm:h-104"
      />
    </figure>
  );
}

"use client";
import {
  CandlestickSeries,
  createSeriesMarkers,
  type ISeriesApi,
  type ISeriesMarkersPluginApi,
  type MouseEventParams,
  type Time,
} from "lightweight-charts";
import { useEffect, useRef, useState } from "react";
import type { TradeRows } from "@/graph-runtime/analytics/trades/trade-table.ts";
import { useFormat } from "../format/FormatProvider.tsx";
import { tickDigits } from "../format/tick-digits.ts";
import { CandleLegend } from "./CandleLegend.tsx";
import { chartTime, isDaily } from "./chart-time.ts";
import { keepingView, onVisibleStretch, type TimeStretch } from "./time-range.ts";
import { TradeLines } from "./trade-lines.ts";
import { linesOf, markersOf, mostMarkedTrades, tradesWithin } from "./trade-marks.ts";
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
  /** Smallest step of the price: how many digits it is written with. */
  readonly tickSize: number;
  /** Trades to mark, and which instrument's prices these are. */
  readonly marked?: { readonly trades: TradeRows; readonly lane: number };
  /** The row of the trade to bring into view, from the table. */
  readonly focused?: number | null;
  /** Told of what is visible, once the reader has stopped moving. */
  readonly onView?: (stretch: TimeStretch) => void;
  /** Told of the candle that was clicked, epoch milliseconds. */
  readonly onPick?: (time: number) => void;
};

type Parts = {
  readonly series: ISeriesApi<"Candlestick">;
  readonly markers: ISeriesMarkersPluginApi<Time>;
  readonly lines: TradeLines;
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

/** Candles with an arrow at each entry, a dot at each exit, and where stop and target lay. */
export function TradeChart({ prices, tickSize, marked, focused = null, onView, onPick }: TradeChartProps) {
  const { hostRef, live } = useChart();
  const { number } = useFormat();
  const digits = tickDigits(tickSize);
  const [hovered, setHovered] = useState<number | null>(null);
  const [visible, setVisible] = useState<TimeStretch | null>(null);
  const [parts, setParts] = useState<Parts | null>(null);
  const filled = useRef<Parts | null>(null);
  const daily = isDaily(prices.time);
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
    const lines = new TradeLines();
    series.attachPrimitive(lines);
    setParts({ series, lines, markers: createSeriesMarkers(series, []) });
    const onMove = (move: MouseEventParams) => setHovered(move.logical === undefined ? null : move.logical);
    chart.subscribeCrosshairMove(onMove);
    return () => {
      setParts(null);
      chart.unsubscribeCrosshairMove(onMove);
      try {
        chart.removeSeries(series);
      } catch {
        // Removed together with its chart.
      }
    };
  }, [live]);
  // External system: the chart's canvas.
  useEffect(() => {
    const priceFormat = {
      type: "custom",
      formatter: (price: number) => number(price, digits),
      minMove: tickSize,
    } as const;
    parts?.series.applyOptions({ priceFormat });
  }, [parts, number, digits, tickSize]);
  // External system: the chart's canvas.
  useEffect(() => {
    if (!live || !parts) return;
    const isFirst = filled.current !== parts;
    keepingView(live.chart, isFirst, () => {
      parts.series.setData(candles(prices));
      live.chart.timeScale().applyOptions({ timeVisible: !daily });
    });
    if (isFirst) live.chart.timeScale().setVisibleLogicalRange({ from: Math.max(0, lastBar - 260), to: lastBar + 5 });
    filled.current = parts;
  }, [live, parts, prices, daily, lastBar]);
  // External system: the chart's canvas.
  useEffect(() => {
    if (!live) return undefined;
    return onVisibleStretch(live.chart, (stretch) => {
      setVisible(stretch);
      onView?.(stretch);
    });
  }, [live, onView]);
  const rows = marked && visible ? tradesWithin(marked.trades, marked.lane, visible) : null;
  const isCrowded = rows !== null && rows.length > mostMarkedTrades;
  // External system: the chart's canvas.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows follow from what is visible and marked
  useEffect(() => {
    if (!live || !parts) return;
    const look = { times: prices.time, colors: live.colors, focused };
    const shown = rows === null || isCrowded || !marked ? [] : rows;
    parts.markers.setMarkers(marked ? markersOf(marked.trades, shown, look) : []);
    parts.lines.setLines(marked ? linesOf(marked.trades, shown, look) : []);
  }, [live, parts, prices, marked, visible, focused]);
  // External system: the chart's canvas.
  // biome-ignore lint/correctness/useExhaustiveDependencies: brought into view when it is chosen, not when more candles arrive
  useEffect(() => {
    if (!live || !parts || focused === null || !marked) return;
    const { entryTime, lastTime } = marked.trades.columns;
    const from = entryTime[focused] ?? 0;
    const to = lastTime[focused] ?? from;
    const margin = Math.max((to - from) * 0.6, 30 * spacingOf(prices.time));
    live.chart.timeScale().setVisibleRange({ from: chartTime(from - margin), to: chartTime(to + margin) });
  }, [live, parts, focused, marked]);
  // External system: the chart's clicks.
  useEffect(() => {
    if (!live || !onPick) return undefined;
    const { chart } = live;
    const pick = (click: MouseEventParams) => {
      if (click.time !== undefined) onPick(Number(click.time) * 1_000);
    };
    chart.subscribeClick(pick);
    return () => chart.unsubscribeClick(pick);
  }, [live, onPick]);
  return (
    <figure className="grid grid-cols-1 gap-2">
      <CandleLegend
        prices={prices}
        digits={digits}
        index={Math.min(lastBar, Math.max(0, hovered ?? lastBar))}
        daily={daily}
        marks={marked !== undefined && marked.trades.count > 0}
        crowded={isCrowded ? rows.length : 0}
      />
      <div
        ref={hostRef}
        role="img"
        aria-label={marked ? "Prices with the entries and exits of the strategy" : "Prices"}
        className="h-80 w-full sm:h-104"
      />
    </figure>
  );
}

/** Milliseconds between two candles, at the end, where they are as fine as they get. */
function spacingOf(time: ArrayLike<number>): number {
  const last = time.length - 1;
  return Math.max(1, (time[last] ?? 0) - (time[last - 1] ?? 0));
}

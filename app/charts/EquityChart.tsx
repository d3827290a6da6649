"use client";
import { AreaSeries, BaselineSeries, LineSeries, type MouseEventParams, PriceScaleMode } from "lightweight-charts";
import { useEffect, useState } from "react";
import { useFormat } from "../format/FormatProvider.tsx";
import { withOpacity } from "./chart-theme.ts";
import { chartTime, isDaily } from "./chart-time.ts";
import { EquityLegend } from "./EquityLegend.tsx";
import { useChart } from "./use-chart.ts";

export type EquityColumns = {
  /** Epoch milliseconds. */
  readonly time: ArrayLike<number>;
  /** Money. */
  readonly equity: ArrayLike<number>;
  /** Fractions from 0 down or up; drawn downwards. */
  readonly drawdown: ArrayLike<number>;
  /** Money of buy and hold, or null without one. */
  readonly benchmark: ArrayLike<number> | null;
};

type EquityChartProps = { readonly columns: EquityColumns; readonly currency: string; readonly logarithmic: boolean };

function points(time: ArrayLike<number>, values: ArrayLike<number>, scale: (value: number) => number) {
  return Array.from(time, (moment, index) => {
    const value = values[index];
    return value === undefined || !Number.isFinite(value)
      ? { time: chartTime(moment) }
      : { time: chartTime(moment), value: scale(value) };
  });
}

/** Equity against buy and hold, with the drawdown in a pane of its own below. */
export function EquityChart({ columns, currency, logarithmic }: EquityChartProps) {
  const { hostRef, live } = useChart();
  const { compact, percent } = useFormat();
  const [hovered, setHovered] = useState<number | null>(null);
  // External system: the chart's canvas.
  useEffect(() => {
    if (!live) return undefined;
    const { chart, colors } = live;
    const money = { type: "custom", formatter: (value: number) => compact(value), minMove: 0.01 } as const;
    const equity = chart.addSeries(AreaSeries, {
      lineColor: colors.accent,
      lineWidth: 2,
      topColor: withOpacity(colors.accent, 0.18),
      bottomColor: withOpacity(colors.accent, 0),
      priceLineVisible: false,
      priceFormat: money,
    });
    equity.setData(points(columns.time, columns.equity, (value) => value));
    if (columns.benchmark) {
      const benchmark = chart.addSeries(LineSeries, {
        color: colors.benchmark,
        lineWidth: 1,
        priceLineVisible: false,
        lastValueVisible: false,
        priceFormat: money,
      });
      benchmark.setData(points(columns.time, columns.benchmark, (value) => value));
    }
    const drawdown = chart.addSeries(
      BaselineSeries,
      {
        baseValue: { type: "price", price: 0 },
        topLineColor: colors.loss,
        topFillColor1: "transparent",
        topFillColor2: "transparent",
        bottomLineColor: colors.loss,
        bottomFillColor1: withOpacity(colors.loss, 0.08),
        bottomFillColor2: withOpacity(colors.loss, 0.28),
        lineWidth: 1,
        priceLineVisible: false,
        lastValueVisible: false,
        priceFormat: { type: "custom", formatter: (value: number) => percent(value, 1), minMove: 0.0001 },
      },
      1,
    );
    drawdown.setData(points(columns.time, columns.drawdown, (value) => -Math.abs(value)));
    chart.panes()[0]?.setStretchFactor(3);
    chart.panes()[1]?.setStretchFactor(1);
    chart.timeScale().applyOptions({ timeVisible: !isDaily(columns.time) });
    chart.timeScale().fitContent();
    const onMove = (move: MouseEventParams) => setHovered(move.logical === undefined ? null : move.logical);
    chart.subscribeCrosshairMove(onMove);
    const series = [...chart.panes()].flatMap((pane) => pane.getSeries());
    return () => {
      chart.unsubscribeCrosshairMove(onMove);
      // The chart may be gone already where the theme changed.
      try {
        for (const one of series) chart.removeSeries(one);
      } catch {
        // Removed together with its chart.
      }
    };
  }, [live, columns, compact, percent]);
  // External system: the chart's canvas.
  useEffect(() => {
    const mode = logarithmic ? PriceScaleMode.Logarithmic : PriceScaleMode.Normal;
    live?.chart.panes()[0]?.priceScale("right").applyOptions({ mode });
  }, [live, logarithmic]);
  const index = hovered === null ? columns.time.length - 1 : Math.min(columns.time.length - 1, Math.max(0, hovered));
  return (
    <figure className="grid grid-cols-1 gap-2">
      <EquityLegend columns={columns} index={index} currency={currency} />
      <div
        ref={hostRef}
        role="img"
        aria-label="Equity of the strategy against buy and hold, with drawdown below"
        className="h-80 w-full sm:h-104"
      />
    </figure>
  );
}

"use client";
import {
  AreaSeries,
  BaselineSeries,
  type ISeriesApi,
  LineSeries,
  type MouseEventParams,
  PriceScaleMode,
} from "lightweight-charts";
import { useEffect, useRef, useState } from "react";
import { useFormat } from "../format/FormatProvider.tsx";
import { withOpacity } from "./chart-theme.ts";
import { chartTime, isDaily } from "./chart-time.ts";
import { EquityLegend } from "./EquityLegend.tsx";
import { ShadedStretch } from "./shaded-stretch.ts";
import { keepingView, onVisibleStretch, type TimeStretch } from "./time-range.ts";
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

type EquityChartProps = {
  readonly columns: EquityColumns;
  readonly currency: string;
  readonly logarithmic: boolean;
  /** From this instant on, epoch milliseconds, the data was held back; null where none was. */
  readonly outOfSampleFrom?: number | null;
  /** Told of what is visible, once the reader has stopped moving. */
  readonly onView?: (stretch: TimeStretch) => void;
};

type Lines = {
  readonly equity: ISeriesApi<"Area">;
  readonly benchmark: ISeriesApi<"Line">;
  readonly drawdown: ISeriesApi<"Baseline">;
};

function points(time: ArrayLike<number>, values: ArrayLike<number>, scale: (value: number) => number) {
  return Array.from(time, (moment, index) => {
    const value = values[index];
    return value === undefined || !Number.isFinite(value)
      ? { time: chartTime(moment) }
      : { time: chartTime(moment), value: scale(value) };
  });
}

/** Equity against buy and hold, with the drawdown in a pane of its own below. */
export function EquityChart({ columns, currency, logarithmic, outOfSampleFrom = null, onView }: EquityChartProps) {
  const { hostRef, live } = useChart();
  const { compact, percent } = useFormat();
  const [hovered, setHovered] = useState<number | null>(null);
  const [lines, setLines] = useState<Lines | null>(null);
  const filled = useRef<Lines | null>(null);
  const daily = isDaily(columns.time);
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
    const benchmark = chart.addSeries(LineSeries, {
      color: colors.benchmark,
      lineWidth: 1,
      priceLineVisible: false,
      lastValueVisible: false,
      priceFormat: money,
    });
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
    chart.panes()[0]?.setStretchFactor(3);
    chart.panes()[1]?.setStretchFactor(1);
    const onMove = (move: MouseEventParams) => setHovered(move.logical === undefined ? null : move.logical);
    chart.subscribeCrosshairMove(onMove);
    const made = { equity, benchmark, drawdown };
    setLines(made);
    return () => {
      setLines(null);
      chart.unsubscribeCrosshairMove(onMove);
      // The chart may be gone already where the theme changed.
      try {
        for (const one of Object.values(made)) chart.removeSeries(one);
      } catch {
        // Removed together with its chart.
      }
    };
  }, [live, compact, percent]);
  // External system: the chart's canvas.
  useEffect(() => {
    if (!live || !lines) return;
    keepingView(live.chart, filled.current !== lines, () => {
      lines.equity.setData(points(columns.time, columns.equity, (value) => value));
      lines.benchmark.setData(columns.benchmark ? points(columns.time, columns.benchmark, (value) => value) : []);
      lines.drawdown.setData(points(columns.time, columns.drawdown, (value) => -Math.abs(value)));
      live.chart.timeScale().applyOptions({ timeVisible: !daily });
    });
    filled.current = lines;
  }, [live, lines, columns, daily]);
  // External system: the chart's canvas.
  useEffect(() => {
    const from = outOfSampleFrom === null ? undefined : nextTime(columns.time, outOfSampleFrom);
    if (!live || !lines || from === undefined) return undefined;
    const { colors } = live;
    const shade = new ShadedStretch(chartTime(from), {
      color: withOpacity(colors.accent, 0.09),
      textColor: colors.text,
      labels: ["in sample", "out of sample"],
    });
    lines.equity.attachPrimitive(shade);
    return () => lines.equity.detachPrimitive(shade);
  }, [live, lines, columns, outOfSampleFrom]);
  // External system: the chart's canvas.
  useEffect(() => (live && onView ? onVisibleStretch(live.chart, onView) : undefined), [live, onView]);
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

/** The first of the chart's own times at or after an instant: the chart knows no other. */
function nextTime(time: ArrayLike<number>, instant: number): number | undefined {
  return Array.from(time).find((moment) => moment >= instant);
}

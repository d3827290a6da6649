"use client";
import { LineSeries, LineStyle } from "lightweight-charts";
import { useEffect } from "react";
import { useFormat } from "../format/FormatProvider.tsx";
import { chartTime, isDaily } from "./chart-time.ts";
import { useChart } from "./use-chart.ts";

export type RecordPoint = { /** Epoch milliseconds. */ readonly time: number; readonly equity: number };
/** How a line came about decides how it is drawn: what was simulated is never drawn like what has happened. */
export type RecordLook = "backtest" | "paper";

type RecordChartProps = { readonly points: readonly RecordPoint[]; readonly look: RecordLook; readonly label: string };

/** One line of a listing's record, by itself. */
export function RecordChart({ points, look, label }: RecordChartProps) {
  const { hostRef, live } = useChart();
  const { compact } = useFormat();
  // External system: the chart's canvas.
  useEffect(() => {
    if (!live) return undefined;
    const { chart, colors } = live;
    const series = chart.addSeries(LineSeries, {
      color: look === "backtest" ? colors.benchmark : colors.accent,
      lineWidth: look === "backtest" ? 1 : 2,
      lineStyle: look === "backtest" ? LineStyle.Dashed : LineStyle.Solid,
      priceLineVisible: false,
      lastValueVisible: look === "paper",
      priceFormat: { type: "custom", formatter: (value: number) => compact(value), minMove: 0.01 },
    });
    const bySecond = new Map(points.map((point) => [chartTime(point.time), point.equity]));
    series.setData([...bySecond].sort(([a], [b]) => a - b).map(([time, value]) => ({ time, value })));
    chart.timeScale().applyOptions({ timeVisible: !isDaily(points.map((point) => point.time)) });
    chart.timeScale().fitContent();
    return () => {
      // The chart may be gone already where the theme changed.
      try {
        chart.removeSeries(series);
      } catch {
        // Removed together with its chart.
      }
    };
  }, [live, points, look, compact]);
  return <div ref={hostRef} role="img" aria-label={label} className="h-56 w-full" />;
}

"use client";
import { AreaSeries, type ISeriesApi } from "lightweight-charts";
import { useEffect, useState } from "react";
import { useFormat } from "../format/FormatProvider.tsx";
import { withOpacity } from "./chart-theme.ts";
import { chartTime } from "./chart-time.ts";
import { useChart } from "./use-chart.ts";

export type EquityPoint = { /** Epoch milliseconds. */ readonly time: number; readonly equity: number };

/** Returns one point per second, the last of each, in rising order, as the chart asks for. */
function uniqueSeconds(points: readonly EquityPoint[]) {
  const bySecond = new Map(points.map((point) => [chartTime(point.time), point.equity]));
  return [...bySecond].sort(([a], [b]) => a - b).map(([time, value]) => ({ time, value }));
}

/** The equity of a run, growing as marks arrive; keeps the reader's zoom. */
export function LiveEquityChart({
  points,
  label,
}: {
  readonly points: readonly EquityPoint[];
  readonly label: string;
}) {
  const { hostRef, live } = useChart();
  const { number } = useFormat();
  const [series, setSeries] = useState<ISeriesApi<"Area"> | null>(null);
  // External system: the chart's canvas.
  useEffect(() => {
    if (!live) return undefined;
    const { chart, colors } = live;
    const made = chart.addSeries(AreaSeries, {
      lineColor: colors.accent,
      lineWidth: 2,
      topColor: withOpacity(colors.accent, 0.18),
      bottomColor: withOpacity(colors.accent, 0),
      priceLineVisible: false,
      priceFormat: {
        type: "custom",
        formatter: (value: number) => number(value, Math.abs(value) >= 1000 ? 0 : 2),
        minMove: 0.01,
      },
    });
    chart.timeScale().applyOptions({ timeVisible: true, secondsVisible: true });
    setSeries(made);
    return () => setSeries(null);
  }, [live, number]);
  // External system: the chart's canvas.
  useEffect(() => {
    if (!series || !live) return;
    const visible = live.chart.timeScale().getVisibleLogicalRange();
    const data = uniqueSeconds(points);
    const wasWhole = visible === null || visible.from <= 1;
    series.setData(data);
    if (wasWhole) live.chart.timeScale().fitContent();
  }, [series, live, points]);
  return <div ref={hostRef} role="img" aria-label={label} className="h-64 w-full" />;
}

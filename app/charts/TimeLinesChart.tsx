"use client";
import { type ISeriesApi, LineSeries, type MouseEventParams } from "lightweight-charts";
import { useEffect, useState } from "react";
import { useFormat } from "../format/FormatProvider.tsx";
import { chartTime, isDaily } from "./chart-time.ts";
import { useChart } from "./use-chart.ts";

export type TimeLine = {
  readonly label: string;
  /** Epoch milliseconds, rising. */
  readonly time: ArrayLike<number>;
  /** NaN where it is not known. */
  readonly values: ArrayLike<number>;
};

type TimeLinesChartProps = {
  readonly lines: readonly TimeLine[];
  readonly unit: "percent" | "ratio" | "money";
  readonly label: string;
  readonly height?: "h-48" | "h-64" | "h-80";
};

const legendColors = ["bg-series-1", "bg-series-2", "bg-series-3", "bg-series-4", "bg-series-5"] as const;

/** Up to five lines over time, named and told apart by colour. */
export function TimeLinesChart({ lines, unit, label, height = "h-64" }: TimeLinesChartProps) {
  const { hostRef, live } = useChart();
  const { percent, number, compact, session, dateTime } = useFormat();
  const [hovered, setHovered] = useState<number | null>(null);
  const daily = lines[0] === undefined || isDaily(lines[0].time);
  const write = unit === "percent" ? (value: number) => percent(value, 1) : unit === "money" ? compact : number;
  // External system: the chart's canvas.
  // biome-ignore lint/correctness/useExhaustiveDependencies: how a value is written follows from the unit and the formats
  useEffect(() => {
    if (!live) return undefined;
    const { chart, colors } = live;
    const made: ISeriesApi<"Line">[] = lines.map(({ time, values }, index) => {
      const series = chart.addSeries(LineSeries, {
        color: colors.series[index] ?? colors.line,
        lineWidth: 2,
        priceLineVisible: false,
        lastValueVisible: false,
        priceFormat: { type: "custom", formatter: (value: number) => write(value), minMove: 0.0001 },
      });
      series.setData(
        Array.from(time, (moment, row) => {
          const value = values[row];
          const at = chartTime(moment);
          return value === undefined || !Number.isFinite(value) ? { time: at } : { time: at, value };
        }),
      );
      return series;
    });
    chart.timeScale().applyOptions({ timeVisible: !daily });
    chart.timeScale().fitContent();
    const onMove = (move: MouseEventParams) => setHovered(move.time === undefined ? null : Number(move.time) * 1_000);
    chart.subscribeCrosshairMove(onMove);
    return () => {
      chart.unsubscribeCrosshairMove(onMove);
      try {
        for (const one of made) chart.removeSeries(one);
      } catch {
        // Removed together with its chart.
      }
    };
  }, [live, lines, unit, percent, number, compact, daily]);
  return (
    <figure className="grid grid-cols-1 gap-2">
      <figcaption className="flex flex-wrap items-center gap-x-5 gap-y-1 text-muted text-xs">
        {hovered === null ? null : (
          <span className="figure min-w-24 text-text">{daily ? session(hovered) : dateTime(hovered)}</span>
        )}
        {lines.map((line, index) => (
          <span key={line.label} className="inline-flex items-center gap-1.5">
            <span className={`h-0.5 w-4 ${legendColors[index]}`} aria-hidden="true" />
            {line.label} <span className="figure text-text">{valueAt(line, hovered, write)}</span>
          </span>
        ))}
      </figcaption>
      <div ref={hostRef} role="img" aria-label={label} className={`${height} w-full`} />
    </figure>
  );
}

/** The value at or before an instant; the last known one where none is pointed at. */
function valueAt({ time, values }: TimeLine, instant: number | null, write: (value: number) => string): string {
  for (let row = time.length - 1; row >= 0; row--) {
    if (instant !== null && (time[row] ?? 0) > instant) continue;
    const value = values[row];
    if (value !== undefined && Number.isFinite(value)) return write(value);
    if (instant !== null) return "–";
  }
  return "–";
}

"use client";
import { useFormat } from "../format/FormatProvider.tsx";
import { isDaily } from "./chart-time.ts";
import type { EquityColumns } from "./EquityChart.tsx";

type EquityLegendProps = { readonly columns: EquityColumns; readonly index: number; readonly currency: string };

/** Names the lines and says their values at the bar under the pointer, or at the last one. */
export function EquityLegend({ columns, index, currency }: EquityLegendProps) {
  const format = useFormat();
  const time = columns.time[index];
  const drawdown = columns.drawdown[index];
  return (
    <figcaption className="flex flex-wrap items-center gap-x-5 gap-y-1 text-muted text-xs">
      <span className="figure min-w-28 text-text">
        {isDaily(columns.time) ? format.session(time) : format.dateTime(time)}
      </span>
      <span className="inline-flex items-center gap-1.5">
        <span className="h-0.5 w-4 bg-series-1" aria-hidden="true" />
        Strategy <span className="figure text-text">{format.money(columns.equity[index], currency)}</span>
      </span>
      {columns.benchmark ? (
        <span className="inline-flex items-center gap-1.5">
          <span className="h-0.5 w-4 bg-series-2" aria-hidden="true" />
          Buy and hold <span className="figure text-text">{format.money(columns.benchmark[index], currency)}</span>
        </span>
      ) : null}
      <span className="inline-flex items-center gap-1.5">
        <span className="size-2 bg-loss/50" aria-hidden="true" />
        Drawdown{" "}
        <span className="figure text-text">
          {format.percent(drawdown === undefined ? null : drawdown === 0 ? 0 : -Math.abs(drawdown))}
        </span>
      </span>
    </figcaption>
  );
}

"use client";
import {
  Bar,
  BarChart,
  CartesianGrid,
  Cell,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import type { DistributionBin } from "@/graph-runtime/analytics/returns/distribution.ts";
import { useFormat } from "../format/FormatProvider.tsx";
import { BarNote, barAxis } from "./bar-parts.tsx";

type HistogramProps = { readonly bins: readonly DistributionBin[]; readonly label: string };

/** How often a return of each size occurred. */
export function Histogram({ bins, label }: HistogramProps) {
  const format = useFormat();
  const data = bins.map((bin) => ({ ...bin, middle: (bin.from + bin.to) / 2 }));
  return (
    <div role="img" aria-label={label} className="h-64 w-full">
      <ResponsiveContainer width="100%" height="100%">
        <BarChart data={data} margin={{ top: 8, right: 8, bottom: 0, left: 0 }} barCategoryGap={1}>
          <CartesianGrid vertical={false} stroke="var(--color-border-soft)" />
          <XAxis
            {...barAxis}
            dataKey="middle"
            tickFormatter={(value: number) => format.percent(value, 1)}
            minTickGap={28}
          />
          <YAxis {...barAxis} axisLine={false} width={44} allowDecimals={false} />
          <ReferenceLine x={0} stroke="var(--color-line)" />
          <Tooltip
            cursor={{ fill: "var(--color-hover)" }}
            content={({ active, payload }) => {
              const bin: unknown = active ? payload[0]?.payload : undefined;
              if (typeof bin !== "object" || bin === null || !("from" in bin && "to" in bin && "count" in bin))
                return null;
              return (
                <BarNote>
                  {format.percent(Number(bin.from))} to {format.percent(Number(bin.to))}:{" "}
                  {format.integer(Number(bin.count))}
                </BarNote>
              );
            }}
          />
          <Bar dataKey="count" isAnimationActive={false} radius={[2, 2, 0, 0]}>
            {data.map((bin) => (
              <Cell
                key={bin.from}
                fill={bin.middle >= 0 ? "var(--color-profit)" : "var(--color-loss)"}
                fillOpacity={0.8}
              />
            ))}
          </Bar>
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}

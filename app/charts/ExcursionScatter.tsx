"use client";
import {
  CartesianGrid,
  ReferenceLine,
  ResponsiveContainer,
  Scatter,
  ScatterChart,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import type { Trade } from "@/graph-runtime/analytics/trades/trade.ts";
import { useFormat } from "../format/FormatProvider.tsx";

type Dot = { readonly id: number; readonly adverse: number; readonly profit: number };

function isDot(value: unknown): value is Dot {
  return typeof value === "object" && value !== null && "adverse" in value && "profit" in value && "id" in value;
}

const axis = {
  stroke: "var(--color-line)",
  tick: { fill: "var(--color-muted)", fontSize: 11 },
  tickLine: false,
} as const;

/** Each trade by how far it went against its holder and what it earned in the end, both as shares of its value. */
export function ExcursionScatter({ trades }: { readonly trades: readonly Trade[] }) {
  const format = useFormat();
  const dots = trades
    .filter((trade) => trade.entryValue > 0)
    .map((trade) => ({ id: trade.id, adverse: trade.mae / trade.entryValue, profit: trade.profitReturn }));
  return (
    <div role="img" aria-label="Worst open loss of each trade against its result" className="h-64 w-full">
      <ResponsiveContainer width="100%" height="100%">
        <ScatterChart margin={{ top: 8, right: 12, bottom: 0, left: 0 }}>
          <CartesianGrid stroke="var(--color-border-soft)" />
          <XAxis
            {...axis}
            type="number"
            dataKey="adverse"
            name="Worst open loss"
            tickFormatter={(value: number) => format.percent(value, 0)}
          />
          <YAxis
            {...axis}
            type="number"
            dataKey="profit"
            name="Result"
            width={48}
            tickFormatter={(value: number) => format.percent(value, 0)}
          />
          <ReferenceLine y={0} stroke="var(--color-line)" />
          <Tooltip
            cursor={false}
            content={({ active, payload }) => {
              const dot: unknown = active ? payload[0]?.payload : undefined;
              if (!isDot(dot)) return null;
              return (
                <div className="figure rounded-md border bg-raised px-2.5 py-1.5 text-xs shadow-overlay">
                  Trade {dot.id}: worst {format.percent(dot.adverse)}, result {format.percent(dot.profit)}
                </div>
              );
            }}
          />
          <Scatter
            data={dots.filter((dot) => dot.profit >= 0)}
            fill="var(--color-profit)"
            fillOpacity={0.7}
            isAnimationActive={false}
          />
          <Scatter
            data={dots.filter((dot) => dot.profit < 0)}
            fill="var(--color-loss)"
            fillOpacity={0.7}
            shape="triangle"
            isAnimationActive={false}
          />
        </ScatterChart>
      </ResponsiveContainer>
    </div>
  );
}

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
import { useFormat } from "../format/FormatProvider.tsx";
import { BarNote, barAxis } from "./bar-parts.tsx";

export type ProfitBar = {
  readonly label: string;
  /** Money. */
  readonly profit: number;
  readonly trades: number;
};

type ProfitBarsProps = {
  readonly bars: readonly ProfitBar[];
  readonly label: string;
  readonly currency: string;
  /** Each bar begins where the one before it ended, and a last one shows the sum. */
  readonly waterfall?: boolean;
};

type Drawn = ProfitBar & { readonly span: readonly [number, number]; readonly isSum: boolean };

const isDrawn = (value: unknown): value is Drawn => typeof value === "object" && value !== null && "span" in value;

/** What each group of trades earned; as a waterfall, how they add up. */
export function ProfitBars({ bars, label, currency, waterfall = false }: ProfitBarsProps) {
  const format = useFormat();
  const data = waterfall
    ? stacked(bars)
    : bars.map((bar): Drawn => ({ ...bar, span: upward(0, bar.profit), isSum: false }));
  return (
    <div role="img" aria-label={label} className="h-56 w-full">
      <ResponsiveContainer width="100%" height="100%">
        <BarChart data={data} margin={{ top: 8, right: 8, bottom: 0, left: 0 }} barCategoryGap={2}>
          <CartesianGrid vertical={false} stroke="var(--color-border-soft)" />
          <XAxis {...barAxis} dataKey="label" interval="preserveStartEnd" minTickGap={6} />
          <YAxis {...barAxis} axisLine={false} width={52} tickFormatter={(value: number) => format.compact(value)} />
          <ReferenceLine y={0} stroke="var(--color-line)" />
          <Tooltip
            cursor={{ fill: "var(--color-hover)" }}
            content={({ active, payload }) => {
              const bar: unknown = active ? payload[0]?.payload : undefined;
              if (!isDrawn(bar)) return null;
              return (
                <BarNote>
                  {bar.label}: {format.money(bar.profit, currency)}, {format.integer(bar.trades)} trades
                </BarNote>
              );
            }}
          />
          <Bar dataKey="span" isAnimationActive={false} maxBarSize={64}>
            {data.map((bar) => (
              <Cell
                key={bar.label}
                fill={
                  bar.isSum ? "var(--color-series-1)" : bar.profit >= 0 ? "var(--color-profit)" : "var(--color-loss)"
                }
                fillOpacity={0.85}
              />
            ))}
          </Bar>
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}

/** The chart finds its range only where the lower end comes first. */
const upward = (one: number, other: number): readonly [number, number] => (one <= other ? [one, other] : [other, one]);

function stacked(bars: readonly ProfitBar[]): Drawn[] {
  let level = 0;
  let trades = 0;
  const drawn = bars.map((bar): Drawn => {
    const from = level;
    level += bar.profit;
    trades += bar.trades;
    return { ...bar, span: upward(from, level), isSum: false };
  });
  return [...drawn, { label: "All", profit: level, trades, span: upward(0, level), isSum: true }];
}

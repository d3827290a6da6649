"use client";
import { useEffect, useMemo, useRef, useState } from "react";
import type { TradeRows } from "@/graph-runtime/analytics/trades/trade-table.ts";
import { useFormat } from "../format/FormatProvider.tsx";
import { useTheme } from "../theme/use-theme.ts";
import { chartColors } from "./chart-theme.ts";
import { drawScatter, placeOf, type ScatterFrame } from "./draw-scatter.ts";

type ExcursionScatterProps = {
  readonly trades: TradeRows;
  /** What lies to the right: how far trades went against their holder, or in favour. */
  readonly excursion: "mae" | "mfe";
  /** Told of the row of the trade that was clicked. */
  readonly onPick?: (row: number) => void;
};

const words = { mae: "Worst open loss", mfe: "Best open gain" } as const;
/** Pixels within which a dot is under the pointer. */
const reach = 12;

/** Each closed trade by how far it went and what it earned in the end, both as shares of its value; on one canvas, for 100,000 dots. */
export function ExcursionScatter({ trades, excursion, onPick }: ExcursionScatterProps) {
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const frame = useRef<ScatterFrame | null>(null);
  const format = useFormat();
  const { resolved } = useTheme();
  const [near, setNear] = useState<number | null>(null);
  const dots = useMemo(() => dotsOf(trades, excursion), [trades, excursion]);
  // External system: the canvas, drawn anew where its size, the trades or the theme change.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of theme changes the colours that are read
  useEffect(() => {
    const canvas = canvasRef.current;
    if (!canvas) return undefined;
    const draw = () => {
      frame.current = drawScatter(canvas, dots, {
        colors: chartColors(canvas),
        write: (value) => format.percent(value, 0),
        right: `${words[excursion]} →`,
        up: "Result ↑",
      });
    };
    const observer = new ResizeObserver(draw);
    observer.observe(canvas);
    return () => observer.disconnect();
  }, [dots, excursion, format, resolved]);
  const find = (event: React.PointerEvent<HTMLCanvasElement>): number | null => {
    const box = event.currentTarget.getBoundingClientRect();
    return frame.current ? nearest(dots, frame.current, event.clientX - box.left, event.clientY - box.top) : null;
  };
  const row = near === null ? null : (dots.row[near] ?? null);
  return (
    <figure className="grid gap-1">
      <canvas
        ref={canvasRef}
        role="img"
        aria-label={`${words[excursion]} of each trade against its result`}
        className={`h-64 w-full ${onPick && near !== null ? "cursor-pointer" : ""}`}
        onPointerMove={(event) => setNear(find(event))}
        onPointerLeave={() => setNear(null)}
        onPointerDown={(event) => {
          const found = find(event);
          const picked = found === null ? undefined : dots.row[found];
          if (picked !== undefined) onPick?.(picked);
        }}
      />
      <figcaption className="figure h-4 text-muted text-xs">
        {row === null || near === null
          ? `${format.integer(dots.row.length)} closed trades`
          : `Trade ${row + 1}: ${words[excursion].toLowerCase()} ${format.percent(dots.x[near])}, result ${format.percent(dots.y[near])}`}
      </figcaption>
    </figure>
  );
}

function dotsOf({ closedCount, columns }: TradeRows, excursion: "mae" | "mfe") {
  const rows: number[] = [];
  for (let row = 0; row < closedCount; row++) if ((columns.entryValue[row] ?? 0) > 0) rows.push(row);
  const share = (column: ArrayLike<number>) =>
    Float64Array.from(rows, (row) => (column[row] ?? 0) / (columns.entryValue[row] ?? 1));
  return { row: Uint32Array.from(rows), x: share(columns[excursion]), y: share(columns.profit) };
}

function nearest(dots: ReturnType<typeof dotsOf>, frame: ScatterFrame, x: number, y: number): number | null {
  let best: number | null = null;
  let distance = reach * reach;
  for (let index = 0; index < dots.row.length; index++) {
    const at = placeOf(frame, dots.x[index] ?? 0, dots.y[index] ?? 0);
    const apart = (at.x - x) ** 2 + (at.y - y) ** 2;
    if (apart > distance) continue;
    best = index;
    distance = apart;
  }
  return best;
}

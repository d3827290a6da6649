"use client";
import { type KeyboardEvent, memo, type PointerEvent, useEffect, useMemo, useRef, useState } from "react";
import { useFormat } from "@/app/format/FormatProvider.tsx";
import { tickDigits } from "@/app/format/tick-digits.ts";
import { readColor } from "@/app/theme/read-color.ts";
import { useTheme } from "@/app/theme/use-theme.ts";
import type { Trade } from "@/graph-runtime/analytics/trades/trade.ts";
import type { ExecutionSettings } from "@/graph-runtime/graph/settings.ts";
import type { AxisTicks } from "./axis-ticks.ts";
import { type BarRange, barAt, panRange, revealBar, zoomRange } from "./chart-scale.ts";
import { drawPreview, type PreviewPalette, plotWidth } from "./draw-preview.ts";
import type { NodeSeries } from "./preview-messages.ts";
import { decisionBar, tradeNear } from "./trade-near.ts";

type PreviewChartProps = {
  readonly close: Float64Array;
  readonly equity: Float64Array | null;
  readonly trades: readonly Trade[];
  readonly lines: readonly NodeSeries[];
  /** When orders fill: a trade is looked at on the bar that decided it. */
  readonly fill: ExecutionSettings["fill"];
  readonly isOutdated: boolean;
  /** Smallest step of the price: how many digits it is written with. */
  readonly tickSize: number;
  readonly bar: number | null;
  readonly isPinned: boolean;
  readonly onLook: (bar: number | null) => void;
  readonly onPin: (bar: number | null) => void;
  readonly describeBar: (bar: number) => string;
};

/** Tokens of the selected node's outputs, in order; the legend uses them too. */
export const lineTokens = ["--color-series-3", "--color-series-4", "--color-series-5"];

/**
 * Price, trades and equity on one canvas. Wheel zooms, drag pans, arrows step bar by bar. Without a graphics processor the
 * page's own thread draws it, so it is drawn again only where what it shows is another.
 */
export const PreviewChart = memo(function PreviewChart(props: PreviewChartProps) {
  const { close, equity, trades, lines, isOutdated, bar } = props;
  const writers = useAxisWriters(props.tickSize);
  const { resolved } = useTheme();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [zoomed, setZoomed] = useState<BarRange | null>(null);
  const [palette, setPalette] = useState<PreviewPalette | null>(null);
  const count = close.length;
  const range = useMemo(
    () => (zoomed !== null && zoomed.to <= count ? zoomed : { from: 0, to: count }),
    [zoomed, count],
  );
  const drag = useRef<{ x: number; from: BarRange; moved: boolean } | null>(null);

  // External system: the element's size.
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  // External system: the document's theme.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of theme changes the colours that are read
  useEffect(() => {
    const host = canvas.current?.parentElement;
    if (host == null) return;
    setPalette({
      text: readColor(host, "--color-faint"),
      grid: readColor(host, "--color-border-soft"),
      price: readColor(host, "--color-series-2"),
      equity: readColor(host, "--color-series-1"),
      profit: readColor(host, "--color-profit"),
      loss: readColor(host, "--color-loss"),
      cross: readColor(host, "--color-line"),
      lines: lineTokens.map((token) => readColor(host, token)),
    });
  }, [resolved]);

  // External system: the canvas.
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext("2d");
    if (element == null || context == null || palette === null || size.width === 0) return;
    const ratio = window.devicePixelRatio || 1;
    const width = Math.round(size.width * ratio);
    const height = Math.round(size.height * ratio);
    if (element.width !== width || element.height !== height) {
      element.width = width;
      element.height = height;
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    drawPreview(context, size, { range, close, equity, trades, lines, bar, isOutdated, ...writers }, palette);
  }, [size, range, close, equity, trades, lines, bar, isOutdated, writers, palette]);

  // External system: the wheel, which React listens to passively and so could not keep the page from scrolling.
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault();
      const share = Math.min(1, Math.max(0, event.offsetX / plotWidth(element.clientWidth)));
      setZoomed((before) => {
        const present = before ?? { from: 0, to: count };
        if (Math.abs(event.deltaX) > Math.abs(event.deltaY))
          return panRange(present, Math.round((event.deltaX / 600) * (present.to - present.from)), count);
        return zoomRange(present, share, event.deltaY > 0 ? 1.2 : 1 / 1.2, count);
      });
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, [count]);

  const shareOf = (event: PointerEvent<HTMLCanvasElement>): number => {
    const box = event.currentTarget.getBoundingClientRect();
    return (event.clientX - box.left) / plotWidth(box.width);
  };
  const onPointerMove = (event: PointerEvent<HTMLCanvasElement>): void => {
    const started = drag.current;
    if (started !== null) {
      const bars = Math.round(
        ((started.x - event.clientX) / plotWidth(event.currentTarget.clientWidth)) *
          (started.from.to - started.from.from),
      );
      if (Math.abs(started.x - event.clientX) > 3) started.moved = true;
      if (started.moved) setZoomed(panRange(started.from, bars, count));
      return;
    }
    if (!props.isPinned) props.onLook(shareOf(event) > 1 ? null : barAt(shareOf(event), range));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const from = bar ?? range.to - 1;
    const decisions = trades.map((trade) => decisionBar(trade, props.fill));
    const target = nextBar(event, from, decisions, count);
    if (target !== null) {
      event.preventDefault();
      setZoomed(revealBar(range, target, count));
      props.onPin(target);
    } else if (event.key === "Escape") {
      props.onPin(null);
      props.onLook(null);
    }
  };

  return (
    <canvas
      ref={canvas}
      className="h-full w-full touch-none"
      role="slider"
      tabIndex={0}
      aria-label="Bars of the preview: arrow keys step, Shift jumps to the next trade"
      aria-valuemin={0}
      aria-valuemax={Math.max(0, count - 1)}
      aria-valuenow={bar ?? count - 1}
      aria-valuetext={bar === null ? "No bar chosen" : props.describeBar(bar)}
      data-testid="preview-chart"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { x: event.clientX, from: range, moved: false };
      }}
      onPointerMove={onPointerMove}
      onPointerUp={(event) => {
        const started = drag.current;
        drag.current = null;
        if (started === null || started.moved) return;
        const width = plotWidth(event.currentTarget.clientWidth);
        const meant = tradeNear(trades, shareOf(event) * width, { range, width });
        const at = meant === null ? barAt(shareOf(event), range) : decisionBar(meant, props.fill);
        if (meant !== null) setZoomed(revealBar(range, at, count));
        props.onPin(props.isPinned && bar === at ? null : at);
      }}
      onPointerCancel={() => {
        drag.current = null;
      }}
      onPointerLeave={() => {
        if (!props.isPinned) props.onLook(null);
      }}
      onDoubleClick={() => setZoomed(null)}
      onKeyDown={onKeyDown}
    />
  );
});

/** Prices are written in full, with the digits of their step where the axis has any; money in short, unless that says twice the same. */
function useAxisWriters(tickSize: number) {
  const { compact, number } = useFormat();
  return useMemo(() => {
    const inFull = ({ values }: AxisTicks, digits: number) => values.map((value) => number(value, digits));
    return {
      writePrices: (ticks: AxisTicks) =>
        inFull(ticks, ticks.decimals === 0 ? 0 : Math.max(ticks.decimals, tickDigits(tickSize))),
      writeMoney: (ticks: AxisTicks) => {
        const short = ticks.values.map(compact);
        return new Set(short).size === short.length ? short : inFull(ticks, ticks.decimals);
      },
    };
  }, [compact, number, tickSize]);
}

function nextBar(event: KeyboardEvent, from: number, decisions: readonly number[], count: number): number | null {
  const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
  if (event.key === "Home") return 0;
  if (event.key === "End") return count - 1;
  if (step === 0) return null;
  if (event.shiftKey) {
    const found = step > 0 ? decisions.find((bar) => bar > from) : decisions.findLast((bar) => bar < from);
    return found ?? from;
  }
  return Math.min(count - 1, Math.max(0, from + step));
}

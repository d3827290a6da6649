import type { Trade } from "@/graph-runtime/analytics/trades/trade.ts";
import { type AxisTicks, axisTicks } from "./axis-ticks.ts";
import { type BarRange, type Extent, extentOf, isDense, traceColumns, traceLine } from "./chart-scale.ts";
import type { NodeSeries } from "./preview-messages.ts";

export type PreviewPalette = {
  readonly text: string;
  readonly grid: string;
  readonly price: string;
  readonly equity: string;
  readonly profit: string;
  readonly loss: string;
  readonly cross: string;
  /** Colours of the selected node's outputs, in order. */
  readonly lines: readonly string[];
};

export type PreviewScene = {
  readonly range: BarRange;
  readonly close: Float64Array;
  readonly equity: Float64Array | null;
  readonly trades: readonly Trade[];
  /** Outputs of the selected node, drawn over the price. */
  readonly lines: readonly NodeSeries[];
  /** Bar that is looked at. */
  readonly bar: number | null;
  readonly isOutdated: boolean;
  readonly writePrices: (ticks: AxisTicks) => readonly string[];
  readonly writeMoney: (ticks: AxisTicks) => readonly string[];
};

const axisWidth = 60;
const gap = 10;

/** The part of the element that holds bars; the rest is the axis. */
export function plotWidth(width: number): number {
  return Math.max(40, width - axisWidth);
}

/** Draws price with trades above, equity below. */
export function drawPreview(
  context: CanvasRenderingContext2D,
  size: { readonly width: number; readonly height: number },
  scene: PreviewScene,
  palette: PreviewPalette,
): void {
  const { width, height } = size;
  context.clearRect(0, 0, width, height);
  context.font = '10.5px "Inter Variable", system-ui, sans-serif';
  context.textBaseline = "middle";
  const plot = plotWidth(width);
  const priceHeight = scene.equity === null ? height : Math.round((height - gap) * 0.58);
  const priceExtent = extentOf(scene.close, scene.range);
  if (priceExtent === null) return;
  const price = pane(0, priceHeight, priceExtent);
  axis(context, plot, price, scene.writePrices, palette);
  stroke(context, scene.close, scene.range, plot, price, palette.price, 1.25);
  context.save();
  context.beginPath();
  context.rect(0, 0, plot, priceHeight);
  context.clip();
  overlayLines(context, plot, price, scene, palette);
  markTrades(context, plot, price, scene, palette);
  context.restore();
  if (scene.equity !== null) {
    const extent = extentOf(scene.equity, scene.range);
    if (extent !== null) {
      const equity = pane(priceHeight + gap, height - priceHeight - gap, extent);
      axis(context, plot, equity, scene.writeMoney, palette);
      context.globalAlpha = scene.isOutdated ? 0.4 : 1;
      fill(context, scene.equity, scene.range, plot, equity, palette.equity);
      stroke(context, scene.equity, scene.range, plot, equity, palette.equity, 1.75);
      context.globalAlpha = 1;
    }
  }
  if (scene.bar !== null) cross(context, plot, height, scene, palette);
}

type Pane = {
  readonly top: number;
  readonly height: number;
  readonly extent: Extent;
  readonly y: (value: number) => number;
};

function pane(top: number, height: number, extent: Extent): Pane {
  const inset = 6;
  const scale = (height - inset * 2) / (extent.high - extent.low);
  return { top, height, extent, y: (value) => top + height - inset - (value - extent.low) * scale };
}

function axis(
  context: CanvasRenderingContext2D,
  plot: number,
  { top, height, extent, y }: Pane,
  write: (ticks: AxisTicks) => readonly string[],
  palette: PreviewPalette,
): void {
  const ticks = axisTicks(extent, height > 90 ? 4 : 2);
  const labels = write(ticks);
  context.fillStyle = palette.text;
  context.strokeStyle = palette.grid;
  context.lineWidth = 1;
  for (const [index, value] of ticks.values.entries()) {
    const at = Math.round(y(value)) + 0.5;
    context.beginPath();
    context.moveTo(0, at);
    context.lineTo(plot, at);
    context.stroke();
    context.fillText(labels[index] ?? "", plot + 6, Math.max(top + 6, Math.min(top + height - 6, at)));
  }
}

function stroke(
  context: CanvasRenderingContext2D,
  values: Float64Array,
  range: BarRange,
  plot: number,
  { y }: Pane,
  color: string,
  lineWidth: number,
): void {
  context.beginPath();
  if (isDense(range, plot)) {
    traceColumns(values, range, plot, (x, low, high) => {
      context.rect(x + (1 - lineWidth) / 2, y(high) - lineWidth / 2, lineWidth, y(low) - y(high) + lineWidth);
    });
    context.fillStyle = color;
    context.fill();
    return;
  }
  context.strokeStyle = color;
  context.lineWidth = lineWidth;
  context.lineJoin = "bevel";
  let isFirst = true;
  traceLine(values, range, plot, (x, value) => {
    if (isFirst) context.moveTo(x, y(value));
    else context.lineTo(x, y(value));
    isFirst = false;
  });
  context.stroke();
}

/**
 * Draws a node's outputs over the price. What lies in the range of the price shares its scale; anything else (an RSI)
 * fills the pane on a scale of its own. Conditions are marked along the bottom on the bars where they are true.
 */
function overlayLines(
  context: CanvasRenderingContext2D,
  plot: number,
  price: Pane,
  { lines, range }: PreviewScene,
  palette: PreviewPalette,
): void {
  for (const [index, line] of lines.entries()) {
    const color = palette.lines[index % palette.lines.length] ?? palette.equity;
    if (line.isCondition) {
      markTrue(context, plot, price, { values: line.values, range, color });
      continue;
    }
    const extent = extentOf(line.values, range);
    if (extent === null) continue;
    stroke(
      context,
      line.values,
      range,
      plot,
      sharesScale(extent, price.extent) ? price : pane(price.top, price.height, extent),
      color,
      1.25,
    );
  }
}

export function sharesScale(extent: Extent, price: Extent): boolean {
  const span = price.high - price.low;
  return extent.low >= price.low - span / 2 && extent.high <= price.high + span / 2;
}

function markTrue(
  context: CanvasRenderingContext2D,
  plot: number,
  { top, height }: Pane,
  { values, range, color }: { readonly values: Float64Array; readonly range: BarRange; readonly color: string },
): void {
  const width = plot / (range.to - range.from);
  context.fillStyle = color;
  for (let index = range.from; index < range.to; index += 1) {
    if (values[index] === 1) context.fillRect((index - range.from) * width, top + height - 4, Math.max(1, width), 4);
  }
}

function fill(
  context: CanvasRenderingContext2D,
  values: Float64Array,
  range: BarRange,
  plot: number,
  { top, height, y }: Pane,
  color: string,
): void {
  const alpha = context.globalAlpha;
  context.globalAlpha = alpha * 0.12;
  context.fillStyle = color;
  context.beginPath();
  context.moveTo(0, top + height);
  traceLine(values, range, plot, (x, value) => context.lineTo(x, y(value)));
  context.lineTo(plot, top + height);
  context.fill();
  context.globalAlpha = alpha;
}

function markTrades(
  context: CanvasRenderingContext2D,
  plot: number,
  { y }: Pane,
  { range, trades, isOutdated }: PreviewScene,
  palette: PreviewPalette,
): void {
  const span = range.to - range.from;
  const x = (bar: number): number => ((bar - range.from + 0.5) / span) * plot;
  const visible = trades.filter((trade) => trade.entryBar < range.to && (trade.exitBar ?? range.to) >= range.from);
  const size = visible.length > 240 ? 2 : visible.length > 60 ? 3 : 4.5;
  const isDense = visible.length > 60;
  context.globalAlpha = isOutdated ? 0.4 : 1;
  for (const trade of visible) {
    const color = trade.profit >= 0 ? palette.profit : palette.loss;
    const startX = x(trade.entryBar);
    const startY = y(trade.entryPrice);
    context.strokeStyle = color;
    context.fillStyle = color;
    if (!isDense && trade.exitBar !== null && trade.exitPrice !== null) {
      const endX = x(trade.exitBar);
      const endY = y(trade.exitPrice);
      context.lineWidth = 1;
      context.setLineDash([3, 2]);
      context.beginPath();
      context.moveTo(startX, startY);
      context.lineTo(endX, endY);
      context.stroke();
      context.setLineDash([]);
      context.lineWidth = 1.25;
      context.beginPath();
      context.arc(endX, endY, size * 0.7, 0, Math.PI * 2);
      context.stroke();
    }
    // The arrow points the way the trade hopes for: up for long, down for short.
    const direction = trade.side === "long" ? 1 : -1;
    context.beginPath();
    context.moveTo(startX, startY - size * direction);
    context.lineTo(startX + size, startY + size * direction);
    context.lineTo(startX - size, startY + size * direction);
    context.closePath();
    context.fill();
  }
  context.globalAlpha = 1;
}

function cross(
  context: CanvasRenderingContext2D,
  plot: number,
  height: number,
  { bar, range }: PreviewScene,
  palette: PreviewPalette,
): void {
  if (bar === null || bar < range.from || bar >= range.to) return;
  const x = Math.round(((bar - range.from + 0.5) / (range.to - range.from)) * plot) + 0.5;
  context.strokeStyle = palette.cross;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(x, 0);
  context.lineTo(x, height);
  context.stroke();
}

import { type ChartColors, withOpacity } from "./chart-theme.ts";

export type Dots = { readonly x: Float64Array; readonly y: Float64Array };

/** How values lie on the canvas, in its own pixels. */
export type ScatterFrame = {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: readonly [low: number, high: number];
  readonly y: readonly [low: number, high: number];
};

type Look = {
  readonly colors: ChartColors;
  readonly write: (value: number) => string;
  readonly right: string;
  readonly up: string;
};

export function placeOf(frame: ScatterFrame, x: number, y: number): { readonly x: number; readonly y: number } {
  const share = (value: number, [low, high]: readonly [number, number]) => (value - low) / (high - low || 1);
  return {
    x: frame.left + share(x, frame.x) * (frame.right - frame.left),
    y: frame.bottom - share(y, frame.y) * (frame.bottom - frame.top),
  };
}

/** Draws a dot for a gain and a triangle for a loss at each place; returns where everything lies. */
export function drawScatter(canvas: HTMLCanvasElement, dots: Dots, look: Look): ScatterFrame | null {
  const { clientWidth: width, clientHeight: height } = canvas;
  const context = canvas.getContext("2d");
  if (!context || width === 0 || height === 0) return null;
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  const frame = { left: 48, right: width - 10, top: 10, bottom: height - 24, x: spanOf(dots.x), y: spanOf(dots.y) };
  drawAxes(context, frame, look);
  const size = dots.x.length > 5_000 ? 1.4 : dots.x.length > 500 ? 2 : 3;
  const opacity = dots.x.length > 5_000 ? 0.35 : 0.65;
  const gain = withOpacity(look.colors.profit, opacity);
  const loss = withOpacity(look.colors.loss, opacity);
  for (let index = 0; index < dots.x.length; index++) {
    const result = dots.y[index] ?? 0;
    const { x, y } = placeOf(frame, dots.x[index] ?? 0, result);
    context.fillStyle = result >= 0 ? gain : loss;
    context.beginPath();
    if (result >= 0) context.arc(x, y, size, 0, 2 * Math.PI);
    else {
      context.moveTo(x - size, y - size);
      context.lineTo(x + size, y - size);
      context.lineTo(x, y + size);
    }
    context.fill();
  }
  return frame;
}

/** From the lowest to the highest value and nothing, with a little room. */
function spanOf(values: Float64Array): readonly [number, number] {
  let low = 0;
  let high = 0;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const room = (high - low || 1) * 0.05;
  return [low < 0 ? low - room : 0, high > 0 ? high + room : 0];
}

function drawAxes(context: CanvasRenderingContext2D, frame: ScatterFrame, { colors, write, right, up }: Look): void {
  context.font = '11px "Inter Variable", system-ui, sans-serif';
  context.lineWidth = 1;
  for (let step = 0; step <= 4; step++) {
    const x = frame.x[0] + ((frame.x[1] - frame.x[0]) * step) / 4;
    const y = frame.y[0] + ((frame.y[1] - frame.y[0]) * step) / 4;
    const at = placeOf(frame, x, y);
    context.strokeStyle = colors.grid;
    context.beginPath();
    context.moveTo(frame.left, at.y);
    context.lineTo(frame.right, at.y);
    context.stroke();
    context.fillStyle = colors.text;
    context.textAlign = "right";
    context.textBaseline = "middle";
    context.fillText(write(y), frame.left - 6, at.y);
    context.textAlign = step === 4 ? "right" : step === 0 ? "left" : "center";
    context.textBaseline = "top";
    context.fillText(write(x), at.x, frame.bottom + 7);
  }
  const zero = placeOf(frame, 0, 0);
  context.strokeStyle = colors.line;
  context.beginPath();
  context.moveTo(frame.left, zero.y);
  context.lineTo(frame.right, zero.y);
  context.stroke();
  context.fillStyle = colors.text;
  context.textAlign = "right";
  context.textBaseline = "bottom";
  context.fillText(right, frame.right, frame.bottom - 3);
  context.textAlign = "left";
  context.textBaseline = "top";
  context.fillText(up, frame.left + 4, frame.top - 6);
}

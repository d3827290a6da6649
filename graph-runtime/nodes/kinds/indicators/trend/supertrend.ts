import { z } from "zod";
import { ATR_CELLS, atrSettle } from "../../../../kernels/rolling-atr.ts";
import { HIGH_LOW_CLOSE } from "../../../bar-inputs.ts";
import { byBar } from "../../../by-bar.ts";
import { defineNode } from "../../../define-node.ts";
import { lengthParam } from "../../../length-param.ts";

type Columns = {
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly line: Float64Array;
  readonly rising: Float64Array;
  readonly direction: Float64Array;
  /** Those of the ATR, then direction (0 before the first), upper line, lower line, last close. */
  readonly cells: Float64Array;
  /** Scratch of two cells. */
  readonly pair: Float64Array;
  readonly length: number;
  readonly factor: number;
};

/** A function of its own, whose columns are its own variables: a loop in a closure is slower for every lane but the first of a process. */
function follow(
  { high, low, close, line, rising, direction, cells, pair, length, factor }: Columns,
  from: number,
  to: number,
): void {
  let seen = cells[0]!;
  let lastClose = cells[1]!;
  let mean = cells[2]!;
  let side = cells[ATR_CELLS]!;
  let upper = cells[ATR_CELLS + 1]!;
  let lower = cells[ATR_CELLS + 2]!;
  let before = cells[ATR_CELLS + 3]!;
  for (let i = from; i < to; i++) {
    const h = high[i]!;
    const l = low[i]!;
    const c = close[i]!;
    line[i] = Number.NaN;
    rising[i] = Number.NaN;
    direction[i] = Number.NaN;
    if (Number.isNaN(h + l + c)) continue;
    let span = h - l;
    const above = Math.abs(h - lastClose);
    const beneath = Math.abs(l - lastClose);
    if (above > span) span = above;
    if (beneath > span) span = beneath;
    lastClose = c;
    if (seen > length) mean = (mean * (length - 1) + span) / length;
    else {
      seen++;
      if (seen === 1) continue;
      mean += span;
      if (seen <= length) continue;
      mean /= length;
    }
    const range = factor * mean;
    const middle = (h + l) / 2;
    const top = middle + range;
    const bottom = middle - range;
    // whether a line moves is as good as random: nothing branches on it (greater.ts)
    const isFirst = +(side === 0);
    pair[0] = upper;
    pair[1] = top;
    upper = pair[isFirst | +(top < upper) | +(before > upper)]!;
    pair[0] = lower;
    pair[1] = bottom;
    lower = pair[isFirst | +(bottom > lower) | +(before < lower)]!;
    if (side === 0) side = -1;
    else if (side < 0 ? c > upper : c < lower) side = -side;
    before = c;
    line[i] = side > 0 ? lower : upper;
    rising[i] = side > 0 ? 1 : 0;
    direction[i] = side;
  }
  cells[0] = seen;
  cells[1] = lastClose;
  cells[2] = mean;
  cells[ATR_CELLS] = side;
  cells[ATR_CELLS + 1] = upper;
  cells[ATR_CELLS + 2] = lower;
  cells[ATR_CELLS + 3] = before;
}

/** As follow, once all is begun, up to an unknown bar, which it returns; two bars in turn, handed on without the cells. */
function goOn(columns: Columns, from: number, to: number): number {
  const { high, low, close, line, rising, direction, cells, pair, length, factor } = columns;
  let lastClose = cells[1]!;
  let mean = cells[2]!;
  let side = cells[ATR_CELLS]!;
  let upper = cells[ATR_CELLS + 1]!;
  let lower = cells[ATR_CELLS + 2]!;
  let i = from;
  for (; i + 1 < to; i += 2) {
    const h0 = high[i]!;
    const l0 = low[i]!;
    const c0 = close[i]!;
    const h1 = high[i + 1]!;
    const l1 = low[i + 1]!;
    const c1 = close[i + 1]!;
    if (Number.isNaN(h0 + l0 + c0 + (h1 + l1 + c1))) break;
    let span0 = h0 - l0;
    const above0 = Math.abs(h0 - lastClose);
    const beneath0 = Math.abs(l0 - lastClose);
    if (above0 > span0) span0 = above0;
    if (beneath0 > span0) span0 = beneath0;
    let span1 = h1 - l1;
    const above1 = Math.abs(h1 - c0);
    const beneath1 = Math.abs(l1 - c0);
    if (above1 > span1) span1 = above1;
    if (beneath1 > span1) span1 = beneath1;
    const mean0 = (mean * (length - 1) + span0) / length;
    mean = (mean0 * (length - 1) + span1) / length;
    const middle0 = (h0 + l0) / 2;
    const top0 = middle0 + factor * mean0;
    const bottom0 = middle0 - factor * mean0;
    pair[0] = upper;
    pair[1] = top0;
    const upper0 = pair[+(top0 < upper) | +(lastClose > upper)]!;
    pair[0] = lower;
    pair[1] = bottom0;
    const lower0 = pair[+(bottom0 > lower) | +(lastClose < lower)]!;
    if (side < 0 ? c0 > upper0 : c0 < lower0) side = -side;
    line[i] = side > 0 ? lower0 : upper0;
    rising[i] = side > 0 ? 1 : 0;
    direction[i] = side;
    const middle1 = (h1 + l1) / 2;
    const top1 = middle1 + factor * mean;
    const bottom1 = middle1 - factor * mean;
    pair[0] = upper0;
    pair[1] = top1;
    upper = pair[+(top1 < upper0) | +(c0 > upper0)]!;
    pair[0] = lower0;
    pair[1] = bottom1;
    lower = pair[+(bottom1 > lower0) | +(c0 < lower0)]!;
    if (side < 0 ? c1 > upper : c1 < lower) side = -side;
    line[i + 1] = side > 0 ? lower : upper;
    rising[i + 1] = side > 0 ? 1 : 0;
    direction[i + 1] = side;
    lastClose = c1;
  }
  cells[1] = lastClose;
  cells[2] = mean;
  cells[ATR_CELLS] = side;
  cells[ATR_CELLS + 1] = upper;
  cells[ATR_CELLS + 2] = lower;
  cells[ATR_CELLS + 3] = lastClose;
  return i;
}

function walk(columns: Columns, from: number, to: number): void {
  for (let i = from; i < to; i++) {
    if (columns.cells[ATR_CELLS] !== 0) i = goOn(columns, i, to);
    if (i < to) follow(columns, i, i + 1);
  }
}

/** The same for one bar. */
function push(columns: Columns, at: number): void {
  const { high, low, close, line, rising, direction, cells, pair, length, factor } = columns;
  const h = high[at]!;
  const l = low[at]!;
  const c = close[at]!;
  const side = cells[ATR_CELLS]!;
  if (side === 0 || Number.isNaN(h + l + c)) {
    follow(columns, at, at + 1);
    return;
  }
  let span = h - l;
  const above = Math.abs(h - cells[1]!);
  const beneath = Math.abs(l - cells[1]!);
  if (above > span) span = above;
  if (beneath > span) span = beneath;
  const mean = (cells[2]! * (length - 1) + span) / length;
  const range = factor * mean;
  const middle = (h + l) / 2;
  const top = middle + range;
  const bottom = middle - range;
  const before = cells[ATR_CELLS + 3]!;
  const upperBefore = cells[ATR_CELLS + 1]!;
  const lowerBefore = cells[ATR_CELLS + 2]!;
  pair[0] = upperBefore;
  pair[1] = top;
  const upper = pair[+(top < upperBefore) | +(before > upperBefore)]!;
  pair[0] = lowerBefore;
  pair[1] = bottom;
  const lower = pair[+(bottom > lowerBefore) | +(before < lowerBefore)]!;
  const now = (side < 0 ? c > upper : c < lower) ? -side : side;
  cells[1] = c;
  cells[2] = mean;
  cells[ATR_CELLS] = now;
  cells[ATR_CELLS + 1] = upper;
  cells[ATR_CELLS + 2] = lower;
  cells[ATR_CELLS + 3] = c;
  line[at] = now > 0 ? lower : upper;
  rising[at] = now > 0 ? 1 : 0;
  direction[at] = now;
}

export const supertrend = defineNode({
  kind: "indicator.supertrend",
  version: 1,
  meta: {
    title: "Supertrend",
    family: "indicators",
    keywords: ["supertrend", "trend", "atr", "trailing stop", "flip"],
    summary:
      "A trailing line some average true ranges from the price: below it in a rise, above it in a fall; it flips when the price closes through it.",
    reference: "Olivier Seban; TradingView ta.supertrend with Wilder's ATR as in TA-Lib. Begins as a fall, as there",
  },
  params: z.object({
    length: lengthParam(10, "ATR length"),
    factor: z
      .number()
      .min(0.1)
      .max(50)
      .default(3)
      .meta({ label: "Factor", unit: "ATR", control: "number", primary: true }),
  }),
  inputs: HIGH_LOW_CLOSE,
  outputs: {
    line: { type: "number", label: "Supertrend" },
    rising: { type: "boolean", label: "Rising" },
    direction: { type: "number", label: "Direction", help: "1 in a rise, -1 in a fall." },
  },
  warmup: (p) => p.length,
  // a flip forgets the lines before; so long a trend without one is rare
  settle: (p) => atrSettle(p.length) + 300,
  explain: (p) => `Supertrend ${p.length}, ${p.factor}`,
  state: () => ({ cells: ATR_CELLS + 4 }),
  compile: ({ params: { length, factor }, inputs: { high, low, close }, outputs, state: { cells } }) => {
    const { line, rising, direction } = outputs;
    const pair = new Float64Array(2);
    const columns = { high, low, close, line, rising, direction, cells, pair, length, factor };
    return byBar(
      (from, to) => walk(columns, from, to),
      (at) => push(columns, at),
    );
  },
  examples: [
    {
      title: "flips when the close passes the line",
      params: { length: 1, factor: 1 },
      inputs: { high: [10, 11, 16], low: [9, 10, 12], close: [10, 10.5, 16] },
      outputs: { line: [null, 11.5, 9.5], rising: [null, 0, 1], direction: [null, -1, 1] },
    },
  ],
});

import { z } from "zod";
import { settleBars } from "../../../../kernels/settle.ts";
import { byBar } from "../../../by-bar.ts";
import { defineNode } from "../../../define-node.ts";
import { lengthParam } from "../../../length-param.ts";

type Columns = {
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly value: Float64Array;
  readonly percent: Float64Array;
  /** Bars seen, last close, average. */
  readonly cells: Float64Array;
  readonly length: number;
};

/** A function of its own, whose columns are its own variables: a loop in a closure is slower for every lane but the first of a process. */
function follow({ high, low, close, value, percent, cells, length }: Columns, from: number, to: number): void {
  let seen = cells[0]!;
  let before = cells[1]!;
  let mean = cells[2]!;
  for (let i = from; i < to; i++) {
    const h = high[i]!;
    const l = low[i]!;
    const c = close[i]!;
    value[i] = Number.NaN;
    percent[i] = Number.NaN;
    if (Number.isNaN(h + l + c)) continue;
    const up = Math.abs(h - before);
    const down = Math.abs(l - before);
    let range = h - l;
    if (up > range) range = up;
    if (down > range) range = down;
    before = c;
    if (seen > length) mean = (mean * (length - 1) + range) / length;
    else {
      seen++;
      if (seen === 1) continue;
      mean += range;
      if (seen <= length) continue;
      mean /= length;
    }
    value[i] = mean;
    percent[i] = c > -1e-14 && c < 1e-14 ? 0 : (mean / c) * 100;
  }
  cells[0] = seen;
  cells[1] = before;
  cells[2] = mean;
}

/** The same for one bar. */
function push(columns: Columns, at: number): void {
  const { high, low, close, value, percent, cells, length } = columns;
  const h = high[at]!;
  const l = low[at]!;
  const c = close[at]!;
  if (!(cells[0]! > length) || Number.isNaN(h + l + c)) {
    follow(columns, at, at + 1);
    return;
  }
  const before = cells[1]!;
  const up = Math.abs(h - before);
  const down = Math.abs(l - before);
  let range = h - l;
  if (up > range) range = up;
  if (down > range) range = down;
  const mean = (cells[2]! * (length - 1) + range) / length;
  cells[1] = c;
  cells[2] = mean;
  value[at] = mean;
  percent[at] = c > -1e-14 && c < 1e-14 ? 0 : (mean / c) * 100;
}

export const atr = defineNode({
  kind: "indicator.atr",
  version: 1,
  meta: {
    title: "Average true range",
    family: "indicators",
    keywords: ["atr", "natr", "true range", "volatility", "wilder"],
    summary:
      "How far the price usually travels in a bar, gaps included: the Wilder average of the true range over N bars; also in percent of the close.",
    reference: "TA-Lib ATR and NATR; J. Welles Wilder, 1978",
  },
  params: z.object({ length: lengthParam(14) }),
  inputs: {
    high: { type: "number", label: "High" },
    low: { type: "number", label: "Low" },
    close: { type: "number", label: "Close" },
  },
  outputs: { value: { type: "number", label: "ATR" }, percent: { type: "number", label: "ATR %" } },
  warmup: (p) => p.length,
  settle: (p) => settleBars((p.length - 1) / p.length),
  explain: (p) => `ATR ${p.length}`,
  state: () => ({ cells: 3 }),
  compile: ({ params: { length }, inputs: { high, low, close }, outputs: { value, percent }, state }) => {
    const columns = { high, low, close, value, percent, cells: state.cells, length };
    return byBar(
      (from, to) => follow(columns, from, to),
      (at) => push(columns, at),
    );
  },
  examples: [
    {
      title: "ranges of 2 and, with a gap, 4",
      params: { length: 2 },
      inputs: { high: [10, 11, 15], low: [8, 9, 13], close: [9, 11, 14] },
      outputs: { value: [null, null, 3], percent: [null, null, 300 / 14] },
    },
  ],
});

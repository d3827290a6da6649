import { z } from "zod";
import { settleBars } from "../../../../kernels/settle.ts";
import { byBar } from "../../../by-bar.ts";
import { defineNode } from "../../../define-node.ts";
import { lengthParam } from "../../../length-param.ts";

const NOTHING = 1e-14;

type Columns = {
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly mean: Float64Array;
  readonly plus: Float64Array;
  readonly minus: Float64Array;
  readonly dx: Float64Array;
  /** Bars seen and high, low and close of the last one, three sums, then changes counted, last DX and ADX. */
  readonly cells: Float64Array;
  readonly length: number;
  readonly part: number;
};

/** A function of its own, whose columns are its own variables: a loop in a closure is slower for every lane but the first of a process. */
function follow(
  { high, low, close, mean, plus, minus, dx, cells, length, part }: Columns,
  from: number,
  to: number,
): void {
  let seen = cells[0]!;
  let lastHigh = cells[1]!;
  let lastLow = cells[2]!;
  let lastClose = cells[3]!;
  let rise = cells[4]!;
  let fall = cells[5]!;
  let range = cells[6]!;
  let count = cells[7]!;
  let index = cells[8]!;
  let average = cells[9]!;
  for (let i = from; i < to; i++) {
    const h = high[i]!;
    const l = low[i]!;
    const c = close[i]!;
    let risePart = Number.NaN;
    let fallPart = Number.NaN;
    let moved = Number.NaN;
    let trend = Number.NaN;
    if (!Number.isNaN(h + l + c)) {
      const up = h - lastHigh;
      const down = lastLow - l;
      let span = h - l;
      const above = Math.abs(h - lastClose);
      const beneath = Math.abs(l - lastClose);
      if (above > span) span = above;
      if (beneath > span) span = beneath;
      lastHigh = h;
      lastLow = l;
      lastClose = c;
      const before = seen;
      if (before >= length) {
        rise -= rise * part;
        fall -= fall * part;
        range -= range * part;
      } else seen++;
      if (before > 0) {
        // which side moved is as good as random: nothing branches on it
        fall += down * (+(down > 0) & +(up < down));
        rise += up * (+(up > 0) & +(up > down));
        range += span;
      }
      if (before >= length) {
        const scale = Math.abs(range) < NOTHING ? 0 : 100 / range;
        risePart = rise * scale;
        fallPart = fall * scale;
        const both = risePart + fallPart;
        // a bar without movement leaves the index as it was (TA-Lib)
        const isMoving = both >= NOTHING;
        if (isMoving) index = (100 * Math.abs(fallPart - risePart)) / both;
        if (count === length) {
          if (isMoving) average = (average * (length - 1) + index) * part;
        } else {
          count++;
          if (isMoving) average += index;
          if (count === length) average *= part;
        }
        moved = index;
        if (count === length) trend = average;
      }
    }
    mean[i] = trend;
    plus[i] = risePart;
    minus[i] = fallPart;
    dx[i] = moved;
  }
  cells[0] = seen;
  cells[1] = lastHigh;
  cells[2] = lastLow;
  cells[3] = lastClose;
  cells[4] = rise;
  cells[5] = fall;
  cells[6] = range;
  cells[7] = count;
  cells[8] = index;
  cells[9] = average;
}

/** The same for one bar. */
function push(columns: Columns, at: number): void {
  const { high, low, close, mean, plus, minus, dx, cells, length, part } = columns;
  const h = high[at]!;
  const l = low[at]!;
  const c = close[at]!;
  if (cells[7] !== length || Number.isNaN(h + l + c)) {
    follow(columns, at, at + 1);
    return;
  }
  const up = h - cells[1]!;
  const down = cells[2]! - l;
  let span = h - l;
  const above = Math.abs(h - cells[3]!);
  const beneath = Math.abs(l - cells[3]!);
  if (above > span) span = above;
  if (beneath > span) span = beneath;
  const rise = cells[4]! - cells[4]! * part + up * (+(up > 0) & +(up > down));
  const fall = cells[5]! - cells[5]! * part + down * (+(down > 0) & +(up < down));
  const range = cells[6]! - cells[6]! * part + span;
  cells[1] = h;
  cells[2] = l;
  cells[3] = c;
  cells[4] = rise;
  cells[5] = fall;
  cells[6] = range;
  const scale = Math.abs(range) < NOTHING ? 0 : 100 / range;
  const risePart = rise * scale;
  const fallPart = fall * scale;
  const both = risePart + fallPart;
  if (both >= NOTHING) {
    const index = (100 * Math.abs(fallPart - risePart)) / both;
    cells[8] = index;
    cells[9] = (cells[9]! * (length - 1) + index) * part;
  }
  mean[at] = cells[9]!;
  plus[at] = risePart;
  minus[at] = fallPart;
  dx[at] = cells[8]!;
}

export const adx = defineNode({
  kind: "indicator.adx",
  version: 1,
  meta: {
    title: "Average directional index",
    family: "indicators",
    keywords: ["adx", "dmi", "+di", "-di", "dx", "trend strength", "wilder"],
    summary:
      "Trend strength from 0 to 100 (above 25 is a trend), with the directional indicators +DI and -DI that say which way.",
    reference: "TA-Lib ADX, PLUS_DI, MINUS_DI and DX; J. Welles Wilder, 1978",
  },
  params: z.object({ length: lengthParam(14, "Length", 2) }),
  inputs: {
    high: { type: "number", label: "High" },
    low: { type: "number", label: "Low" },
    close: { type: "number", label: "Close" },
  },
  outputs: {
    adx: { type: "number", label: "ADX" },
    plus: { type: "number", label: "+DI" },
    minus: { type: "number", label: "-DI" },
    dx: { type: "number", label: "DX" },
  },
  warmup: (p) => 2 * p.length - 1,
  settle: (p) => 2 * settleBars((p.length - 1) / p.length),
  explain: (p) => `ADX ${p.length}`,
  state: () => ({ cells: 10 }),
  compile: ({ params: { length }, inputs: { high, low, close }, outputs, state: { cells } }) => {
    const { adx: mean, plus, minus, dx } = outputs;
    const part = 1 / length;
    const columns = { high, low, close, mean, plus, minus, dx, cells, length, part };
    return byBar(
      (from, to) => follow(columns, from, to),
      (at) => push(columns, at),
    );
  },
  examples: [
    {
      title: "a steady rise is all +DI",
      params: { length: 2 },
      inputs: { high: [2, 3, 4, 5], low: [1, 2, 3, 4], close: [2, 3, 4, 5] },
      outputs: { adx: [null, null, null, 100], plus: [null, null, 100, 100], minus: [null, null, 0, 0] },
    },
  ],
});

import { z } from "zod";
import { settleBars } from "../../../../kernels/settle.ts";
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
  readonly last: Float64Array;
  readonly sums: Float64Array;
  readonly means: Float64Array;
  readonly length: number;
  readonly part: number;
};

/** A function of its own, whose columns are its own variables: a loop in a closure is slower for every lane but the first of a process. */
function follow(
  { high, low, close, mean, plus, minus, dx, last, sums, means, length, part }: Columns,
  from: number,
  to: number,
): void {
  let seen = last[0]!;
  let lastHigh = last[1]!;
  let lastLow = last[2]!;
  let lastClose = last[3]!;
  let rise = sums[0]!;
  let fall = sums[1]!;
  let range = sums[2]!;
  let count = means[0]!;
  let index = means[1]!;
  let average = means[2]!;
  for (let i = from; i < to; i++) {
    const h = high[i]!;
    const l = low[i]!;
    const c = close[i]!;
    mean[i] = Number.NaN;
    plus[i] = Number.NaN;
    minus[i] = Number.NaN;
    dx[i] = Number.NaN;
    if (Number.isNaN(h + l + c)) continue;
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
    if (seen >= length) {
      rise -= rise * part;
      fall -= fall * part;
      range -= range * part;
    }
    const before = seen;
    if (seen < length) seen++;
    if (before === 0) continue;
    // which side moved is as good as random: nothing branches on it
    fall += down * (+(down > 0) & +(up < down));
    rise += up * (+(up > 0) & +(up > down));
    range += span;
    if (before < length) continue;
    const scale = Math.abs(range) < NOTHING ? 0 : 100 / range;
    const risePart = rise * scale;
    const fallPart = fall * scale;
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
    plus[i] = risePart;
    minus[i] = fallPart;
    dx[i] = index;
    if (count === length) mean[i] = average;
  }
  last[0] = seen;
  last[1] = lastHigh;
  last[2] = lastLow;
  last[3] = lastClose;
  sums[0] = rise;
  sums[1] = fall;
  sums[2] = range;
  means[0] = count;
  means[1] = index;
  means[2] = average;
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
  // last: bars seen, then high, low and close of the last one; means: changes counted, last DX, ADX
  state: () => ({ last: 4, sums: 3, means: 3 }),
  compile: ({ params: { length }, inputs: { high, low, close }, outputs, state: { last, sums, means } }) => {
    const { adx: mean, plus, minus, dx } = outputs;
    const part = 1 / length;
    const columns = { high, low, close, mean, plus, minus, dx, last, sums, means, length, part };
    return (from, to) => follow(columns, from, to);
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

import { z } from "zod";
import { overKnown } from "../../../kernels/over-known.ts";
import { findRange, pushRange, type RangeWork, rangeWork } from "../../../kernels/range-kernel.ts";
import { extremeCells } from "../../../kernels/rolling-extreme.ts";
import { byBar } from "../../by-bar.ts";
import { defineNode } from "../../define-node.ts";
import { lengthParam } from "../../length-param.ts";

type Channel = { readonly range: RangeWork; readonly middle: Float64Array };

function follow({ range, middle }: Channel, from: number, to: number): void {
  const { highest, lowest } = range;
  findRange(range, from, to);
  let i = from;
  // two bars in turn, as a loop looks its columns up anew in every round
  for (; i + 1 < to; i += 2) {
    middle[i] = (highest[i]! + lowest[i]!) / 2;
    middle[i + 1] = (highest[i + 1]! + lowest[i + 1]!) / 2;
  }
  if (i < to) middle[i] = (highest[i]! + lowest[i]!) / 2;
}

function push({ range, middle }: Channel, at: number): void {
  const { high, low, highest, lowest } = range;
  if (Number.isNaN(high[at]! + low[at]!)) {
    highest[at] = Number.NaN;
    lowest[at] = Number.NaN;
    middle[at] = Number.NaN;
    return;
  }
  pushRange(range, at);
  middle[at] = (highest[at]! + lowest[at]!) / 2;
}

export const donchian = defineNode({
  kind: "indicator.donchian",
  version: 1,
  meta: {
    title: "Donchian channel",
    family: "indicators",
    keywords: ["donchian", "breakout", "channel", "highest", "lowest", "turtle"],
    summary: "The highest high and the lowest low of the last N bars, this bar included, and the middle between them.",
    reference: "Richard Donchian's four-week rule; TA-Lib MAX and MIN of high and low",
  },
  params: z.object({ length: lengthParam(20) }),
  inputs: { high: { type: "number", label: "High" }, low: { type: "number", label: "Low" } },
  outputs: {
    upper: { type: "number", label: "Upper" },
    middle: { type: "number", label: "Middle" },
    lower: { type: "number", label: "Lower" },
  },
  warmup: (p) => p.length - 1,
  explain: (p) => `Donchian ${p.length}`,
  state: (p) => ({ highs: extremeCells(p.length), lows: extremeCells(p.length) }),
  compile: ({ params: { length }, inputs: { high, low }, outputs: { upper, middle, lower }, state }) => {
    const channel = { range: rangeWork({ ...state, length, high, low, highest: upper, lowest: lower }), middle };
    const walk = overKnown([high, low], [upper, middle, lower], (from, to) => follow(channel, from, to));
    return byBar(walk, (at) => push(channel, at));
  },
  examples: [
    {
      title: "follows the extremes of two bars",
      params: { length: 2 },
      inputs: { high: [5, 4, 3, 6], low: [2, 1, 2, 4] },
      outputs: { upper: [null, 5, 4, 6], lower: [null, 1, 1, 2], middle: [null, 3, 2.5, 4] },
    },
  ],
});

import { z } from "zod";
import { overKnown } from "../../../kernels/over-known.ts";
import { rangeKernel } from "../../../kernels/range-kernel.ts";
import { extremeCells } from "../../../kernels/rolling-extreme.ts";
import { defineNode } from "../../define-node.ts";
import { lengthParam } from "../../length-param.ts";

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
    const findRange = rangeKernel({ ...state, length, high, low, highest: upper, lowest: lower });
    return overKnown([high, low], [upper, middle, lower], (from, to) => {
      findRange(from, to);
      for (let i = from; i < to; i++) middle[i] = (upper[i]! + lower[i]!) / 2;
    });
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

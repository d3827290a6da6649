import { z } from "zod";
import { extremeCells, pushExtreme } from "../../../kernels/rolling-extreme.ts";
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
  compile: ({ params: { length }, inputs, outputs, state: { highs, lows } }) => {
    return (from, to) => {
      for (let i = from; i < to; i++) {
        const high = inputs.high[i]!;
        const low = inputs.low[i]!;
        let upper = Number.NaN;
        let lower = Number.NaN;
        if (!Number.isNaN(high + low)) {
          upper = pushExtreme(highs, length, high, 1);
          lower = pushExtreme(lows, length, low, -1);
        }
        outputs.upper[i] = upper;
        outputs.lower[i] = lower;
        outputs.middle[i] = (upper + lower) / 2;
      }
    };
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

import { z } from "zod";
import { forKnown } from "../../../../kernels/for-known.ts";
import { extremeCells, pushExtreme } from "../../../../kernels/rolling-extreme.ts";
import { defineNode } from "../../../define-node.ts";
import { lengthParam } from "../../../length-param.ts";

export const williamsR = defineNode({
  kind: "indicator.williams-r",
  version: 1,
  meta: {
    title: "Williams %R",
    family: "indicators",
    keywords: ["willr", "williams", "%r", "oversold", "overbought", "oscillator"],
    summary: "-100 to 0: how far the close is below the highest high of the last N bars, in percent of their range.",
    reference: "TA-Lib WILLR; Larry Williams. 0 where the range is zero",
  },
  params: z.object({ length: lengthParam(14, "Length", 2) }),
  inputs: {
    high: { type: "number", label: "High" },
    low: { type: "number", label: "Low" },
    close: { type: "number", label: "Close" },
  },
  outputs: { value: { type: "number", label: "%R" } },
  warmup: (p) => p.length - 1,
  explain: (p) => `Williams %R ${p.length}`,
  state: (p) => ({ highs: extremeCells(p.length), lows: extremeCells(p.length) }),
  compile: ({ params: { length }, inputs: { high, low, close }, outputs, state }) => {
    const { highs, lows } = state;
    return forKnown([high, low, close], [outputs.value], (i) => {
      const highest = pushExtreme(highs, length, high[i]!, 1);
      const lowest = pushExtreme(lows, length, low[i]!, -1);
      const span = (highest - lowest) / -100;
      outputs.value[i] = span === 0 ? 0 : (highest - close[i]!) / span;
    });
  },
  examples: [
    {
      title: "close in the middle of the range",
      params: { length: 2 },
      inputs: { high: [10, 12], low: [8, 9], close: [9, 10] },
      outputs: { value: [null, -50] },
    },
  ],
});

import { z } from "zod";
import { forKnown } from "../../../../kernels/for-known.ts";
import { pushExtreme } from "../../../../kernels/rolling-extreme.ts";
import { extremeParts } from "../../../../kernels/rolling-maximum.ts";
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
  state: (p) => ({ highs: 2 * p.length + 3, lows: 2 * p.length + 3 }),
  compile: ({ params: { length }, inputs: { high, low, close }, outputs, state }) => {
    const highs = extremeParts(state.highs, length);
    const lows = extremeParts(state.lows, length);
    return forKnown([high, low, close], [outputs.value], (i) => {
      const highest = pushExtreme(highs, high[i]!, 1);
      const lowest = pushExtreme(lows, low[i]!, -1);
      const span = (highest - lowest) / -100;
      const value = span === 0 ? 0 : (highest - close[i]!) / span;
      outputs.value[i] = highs.window[2]! < length ? Number.NaN : value;
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

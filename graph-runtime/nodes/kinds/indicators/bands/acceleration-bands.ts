import { z } from "zod";
import { forKnown } from "../../../../kernels/for-known.ts";
import { rollingMean } from "../../../../kernels/rolling-window.ts";
import { HIGH_LOW_CLOSE } from "../../../bar-inputs.ts";
import { defineNode } from "../../../define-node.ts";
import { lengthParam } from "../../../length-param.ts";

export const accelerationBands = defineNode({
  kind: "indicator.acceleration-bands",
  version: 1,
  meta: {
    title: "Acceleration bands",
    family: "indicators",
    keywords: ["accbands", "headley", "breakout", "bands"],
    summary:
      "Averages of the highs and lows, pushed outward by four times the bar's range relative to its price; closes beyond them show acceleration.",
    reference: "TA-Lib 0.6 ACCBANDS; Price Headley, Big Trends, 2002",
  },
  params: z.object({ length: lengthParam(20, "Length", 2) }),
  inputs: HIGH_LOW_CLOSE,
  outputs: {
    upper: { type: "number", label: "Upper" },
    middle: { type: "number", label: "Middle" },
    lower: { type: "number", label: "Lower" },
  },
  warmup: (p) => p.length - 1,
  explain: (p) => `Acceleration bands ${p.length}`,
  state: (p) => ({
    upper: rollingMean(p.length).cells,
    middle: rollingMean(p.length).cells,
    lower: rollingMean(p.length).cells,
  }),
  compile: ({ params, inputs: { high, low, close }, outputs, state }) => {
    const mean = rollingMean(params.length);
    const [top, center, bottom] = [mean.start(state.upper), mean.start(state.middle), mean.start(state.lower)];
    return forKnown([high, low, close], [outputs.upper, outputs.middle, outputs.lower], (i) => {
      const sum = high[i]! + low[i]!;
      const push = sum === 0 ? 0 : (4 * (high[i]! - low[i]!)) / sum;
      outputs.upper[i] = top(high[i]! * (1 + push));
      outputs.middle[i] = center(close[i]!);
      outputs.lower[i] = bottom(low[i]! * (1 - push));
    });
  },
  examples: [
    {
      title: "a range of 2 around 10, twice",
      params: { length: 2 },
      inputs: { high: [11, 11], low: [9, 9], close: [10, 10] },
      outputs: { upper: [null, 15.4], middle: [null, 10], lower: [null, 5.4] },
    },
  ],
});

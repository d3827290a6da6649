import { z } from "zod";
import { forKnown } from "../../../../kernels/for-known.ts";
import { ATR_CELLS, atrSettle, pushAtr } from "../../../../kernels/rolling-atr.ts";
import { rollingAverage } from "../../../../kernels/rolling-average.ts";
import { averageParam } from "../../../average-param.ts";
import { HIGH_LOW_CLOSE } from "../../../bar-inputs.ts";
import { defineNode } from "../../../define-node.ts";
import { lengthParam } from "../../../length-param.ts";

export const keltner = defineNode({
  kind: "indicator.keltner",
  version: 1,
  meta: {
    title: "Keltner channel",
    family: "indicators",
    keywords: ["keltner", "channel", "atr", "bands", "volatility"],
    summary: "An average of the close with bands some average true ranges above and below.",
    reference: "Linda Raschke's form of Chester Keltner's channel: EMA of the close and Wilder's ATR",
  },
  params: z.object({
    length: lengthParam(20),
    atr: lengthParam(10, "ATR length"),
    factor: z
      .number()
      .min(0.1)
      .max(50)
      .default(2)
      .meta({ label: "Width", unit: "ATR", control: "number", primary: true }),
    average: averageParam("ema"),
  }),
  inputs: HIGH_LOW_CLOSE,
  outputs: {
    upper: { type: "number", label: "Upper" },
    middle: { type: "number", label: "Middle" },
    lower: { type: "number", label: "Lower" },
  },
  warmup: (p) => Math.max(p.atr, rollingAverage(p.average, p.length).lookback),
  settle: (p) => Math.max(atrSettle(p.atr), rollingAverage(p.average, p.length).settle),
  explain: (p) => `Keltner channel ${p.length}, ${p.factor}`,
  state: (p) => ({ atr: ATR_CELLS, mean: rollingAverage(p.average, p.length).cells }),
  compile: ({ params, inputs: { high, low, close }, outputs: { upper, middle, lower }, state }) => {
    const mean = rollingAverage(params.average, params.length).start(state.mean);
    return forKnown([high, low, close], [upper, middle, lower], (i) => {
      const range = pushAtr(state.atr, params.atr, high[i]!, low[i]!, close[i]!);
      const center = mean(close[i]!);
      middle[i] = center;
      upper[i] = center + params.factor * range;
      lower[i] = center - params.factor * range;
    });
  },
  examples: [
    {
      title: "one range of two around the close",
      params: { length: 1, atr: 1, factor: 1 },
      inputs: { high: [11, 12], low: [9, 10], close: [10, 11] },
      outputs: { upper: [null, 13], middle: [10, 11], lower: [null, 9] },
    },
  ],
});

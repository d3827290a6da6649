import { z } from "zod";
import { rollingDema } from "../../../../kernels/rolling-multiple-ema.ts";
import { defineIndicator } from "../../../define-indicator.ts";
import { lengthParam } from "../../../length-param.ts";

export const dema = defineIndicator({
  kind: "indicator.dema",
  meta: {
    title: "Double exponential moving average",
    keywords: ["dema", "double", "exponential", "moving average", "low lag"],
    summary: "Twice the EMA less the EMA of the EMA: an exponential average with most of its lag taken out.",
    reference: "TA-Lib DEMA; Patrick Mulloy, Smoothing Data with Faster Moving Averages, 1994",
  },
  params: z.object({ length: lengthParam(20) }),
  label: "DEMA",
  explain: (p) => `DEMA ${p.length}`,
  rolling: (p) => rollingDema(p.length),
  examples: [
    {
      title: "follows a straight line without lag",
      params: { length: 2 },
      inputs: { source: [1, 2, 3, 4, 5] },
      outputs: { value: [null, null, 3, 4, 5] },
    },
  ],
});

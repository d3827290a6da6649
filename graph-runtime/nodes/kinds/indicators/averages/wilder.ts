import { z } from "zod";
import { rollingWilder } from "../../../../kernels/rolling-ema.ts";
import { defineIndicator } from "../../../define-indicator.ts";
import { lengthParam } from "../../../length-param.ts";

export const wilder = defineIndicator({
  kind: "indicator.wilder",
  meta: {
    title: "Wilder moving average",
    keywords: ["rma", "smma", "smoothed", "wilder", "moving average"],
    summary:
      "A slow exponential average: it moves 1 / N of the way to each new value, starting from the simple average.",
    reference: "J. Welles Wilder, New Concepts in Technical Trading Systems, 1978; the average inside RSI and ATR",
  },
  params: z.object({ length: lengthParam(14) }),
  label: "RMA",
  explain: (p) => `Wilder average ${p.length}`,
  rolling: (p) => rollingWilder(p.length),
  examples: [
    {
      title: "moves half way with a length of two",
      params: { length: 2 },
      inputs: { source: [1, 3, 4, 8] },
      outputs: { value: [null, 2, 3, 5.5] },
    },
  ],
});

import { z } from "zod";
import { chain } from "../../../../kernels/chain.ts";
import { rollingEma } from "../../../../kernels/rolling-ema.ts";
import { rollingChange } from "../../../../kernels/rolling-window.ts";
import { defineIndicator } from "../../../define-indicator.ts";
import { lengthParam } from "../../../length-param.ts";

export const zlema = defineIndicator({
  kind: "indicator.zlema",
  meta: {
    title: "Zero-lag exponential moving average",
    keywords: ["zlema", "zero lag", "ehlers", "moving average"],
    summary: "The EMA of the price plus its change over half the length, which takes most of the lag out.",
    reference: "John Ehlers and Ric Way, Zero Lag: EMA(price + (price - price (n - 1) / 2 bars ago)), lag rounded down",
  },
  params: z.object({ length: lengthParam(20, "Length", 3) }),
  label: "ZLEMA",
  explain: (p) => `ZLEMA ${p.length}`,
  rolling: (p) =>
    chain(
      rollingChange(Math.floor((p.length - 1) / 2), (now, before) => now + (now - before)),
      rollingEma(p.length),
    ),
  examples: [
    {
      title: "is on a straight line once seeded",
      params: { length: 3 },
      inputs: { source: [1, 2, 3, 4, 5] },
      outputs: { value: [null, null, null, 4, 5] },
    },
  ],
});

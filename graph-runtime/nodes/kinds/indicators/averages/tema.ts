import { z } from "zod";
import { rollingTema } from "../../../../kernels/rolling-multiple-ema.ts";
import { defineIndicator } from "../../../define-indicator.ts";
import { lengthParam } from "../../../length-param.ts";

export const tema = defineIndicator({
  kind: "indicator.tema",
  meta: {
    title: "Triple exponential moving average",
    keywords: ["tema", "triple", "exponential", "moving average", "low lag"],
    summary:
      "Three times the EMA, less three times the EMA of the EMA, plus the EMA of that: very little lag, more overshoot.",
    reference: "TA-Lib TEMA; Patrick Mulloy, 1994",
  },
  params: z.object({ length: lengthParam(20) }),
  label: "TEMA",
  explain: (p) => `TEMA ${p.length}`,
  rolling: (p) => rollingTema(p.length),
  examples: [
    {
      title: "follows a straight line without lag",
      params: { length: 2 },
      inputs: { source: [1, 2, 3, 4, 5] },
      outputs: { value: [null, null, null, 4, 5] },
    },
  ],
});

import { z } from "zod";
import { blend } from "../../../../kernels/blend.ts";
import { rollingMaximum, rollingMinimum } from "../../../../kernels/rolling-maximum.ts";
import { defineIndicator } from "../../../define-indicator.ts";
import { lengthParam } from "../../../length-param.ts";

export const midpoint = defineIndicator({
  kind: "indicator.midpoint",
  meta: {
    title: "Midpoint",
    keywords: ["midpoint", "middle", "range", "median"],
    summary: "Half way between the highest and the lowest value of the last N bars.",
    reference: "TA-Lib MIDPOINT; MIDPRICE is the middle of a Donchian channel",
  },
  params: z.object({ length: lengthParam(14, "Length", 2) }),
  explain: (p) => `Midpoint ${p.length}`,
  rolling: (p) => blend(rollingMaximum(p.length), rollingMinimum(p.length), (high, low) => (high + low) / 2),
  examples: [
    {
      title: "of three values",
      params: { length: 3 },
      inputs: { source: [1, 5, 3, 3] },
      outputs: { value: [null, null, 3, 4] },
    },
  ],
});

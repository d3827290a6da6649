import { z } from "zod";
import { rollingWma } from "../../../../kernels/rolling-wma.ts";
import { defineIndicator } from "../../../define-indicator.ts";
import { lengthParam } from "../../../length-param.ts";

export const wma = defineIndicator({
  kind: "indicator.wma",
  meta: {
    title: "Weighted moving average",
    keywords: ["wma", "weighted", "linear", "moving average", "trend"],
    summary: "A moving average whose weights rise evenly from 1 for the oldest value to N for the newest.",
    reference: "TA-Lib WMA",
  },
  params: z.object({ length: lengthParam(20) }),
  label: "WMA",
  explain: (p) => `WMA ${p.length}`,
  rolling: (p) => rollingWma(p.length),
  examples: [
    {
      title: "weighs 1, 2, 3",
      params: { length: 3 },
      inputs: { source: [1, 2, 3, 6] },
      outputs: { value: [null, null, 14 / 6, 26 / 6] },
    },
  ],
});

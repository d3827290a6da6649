import { z } from "zod";
import { rollingSum } from "../../../kernels/rolling-window.ts";
import { defineIndicator } from "../../define-indicator.ts";
import { lengthParam } from "../../length-param.ts";

export const sumOverBars = defineIndicator({
  kind: "math.sum",
  meta: {
    title: "Sum over bars",
    family: "math",
    keywords: ["sum", "total", "rolling"],
    summary: "The sum of the last N values.",
    reference: "TA-Lib SUM",
  },
  params: z.object({ length: lengthParam(20) }),
  label: "Sum",
  explain: (p) => `Sum of ${p.length} bars`,
  rolling: (p) => rollingSum(p.length),
  examples: [
    {
      title: "of two",
      params: { length: 2 },
      inputs: { source: [1, 2, 5] },
      outputs: { value: [null, 3, 7] },
    },
  ],
});

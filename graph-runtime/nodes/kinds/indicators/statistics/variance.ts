import { z } from "zod";
import { rollingVariance } from "../../../../kernels/rolling-variance.ts";
import { defineIndicator } from "../../../define-indicator.ts";
import { lengthParam } from "../../../length-param.ts";

export const variance = defineIndicator({
  kind: "indicator.variance",
  meta: {
    title: "Variance",
    keywords: ["var", "variance", "volatility"],
    summary: "The mean squared distance of the last N values from their mean (population variance).",
    reference: "TA-Lib VAR",
  },
  params: z.object({ length: lengthParam(20, "Length", 2) }),
  explain: (p) => `Variance ${p.length}`,
  rolling: (p) => rollingVariance(p.length),
  examples: [
    {
      title: "of 2 and 6",
      params: { length: 2 },
      inputs: { source: [2, 6] },
      outputs: { value: [null, 4] },
    },
  ],
});

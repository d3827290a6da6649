import { z } from "zod";
import { rollingTrima } from "../../../../kernels/rolling-wma.ts";
import { defineIndicator } from "../../../define-indicator.ts";
import { lengthParam } from "../../../length-param.ts";

export const trima = defineIndicator({
  kind: "indicator.trima",
  meta: {
    title: "Triangular moving average",
    keywords: ["trima", "triangular", "moving average", "smooth"],
    summary: "A simple average of a simple average: the values in the middle of the window weigh most.",
    reference: "TA-Lib TRIMA",
  },
  params: z.object({ length: lengthParam(20, "Length", 2) }),
  label: "TRIMA",
  explain: (p) => `TRIMA ${p.length}`,
  rolling: (p) => rollingTrima(p.length),
  examples: [
    {
      title: "weighs 1, 2, 1",
      params: { length: 3 },
      inputs: { source: [1, 2, 3, 8] },
      outputs: { value: [null, null, 2, 4] },
    },
  ],
});

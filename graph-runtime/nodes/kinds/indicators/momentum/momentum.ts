import { z } from "zod";
import { rollingChange } from "../../../../kernels/rolling-window.ts";
import { defineIndicator } from "../../../define-indicator.ts";
import { lengthParam } from "../../../length-param.ts";

export const momentum = defineIndicator({
  kind: "indicator.momentum",
  meta: {
    title: "Momentum",
    keywords: ["mom", "momentum", "change", "difference"],
    summary: "The value less the value N bars ago.",
    reference: "TA-Lib MOM",
  },
  params: z.object({ length: lengthParam(10) }),
  explain: (p) => `Momentum ${p.length}`,
  rolling: (p) => rollingChange(p.length, (now, before) => now - before),
  examples: [
    {
      title: "over two bars",
      params: { length: 2 },
      inputs: { source: [1, 2, 4, 3] },
      outputs: { value: [null, null, 3, 1] },
    },
  ],
});

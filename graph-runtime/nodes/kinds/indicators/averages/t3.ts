import { z } from "zod";
import { rollingT3 } from "../../../../kernels/rolling-multiple-ema.ts";
import { defineIndicator } from "../../../define-indicator.ts";
import { lengthParam } from "../../../length-param.ts";

export const t3 = defineIndicator({
  kind: "indicator.t3",
  meta: {
    title: "T3 moving average",
    keywords: ["t3", "tillson", "moving average", "smooth", "low lag"],
    summary:
      "Six exponential averages mixed into one smooth line with little lag; the volume factor trades smoothness for speed.",
    reference: "TA-Lib T3; Tim Tillson, Better Moving Averages, 1998",
  },
  params: z.object({
    length: lengthParam(5),
    factor: z.number().min(0).max(1).default(0.7).meta({ label: "Volume factor", control: "slider" }),
  }),
  label: "T3",
  explain: (p) => `T3 ${p.length}`,
  rolling: (p) => rollingT3(p.length, p.factor),
  examples: [
    {
      title: "stays on a level line",
      params: { length: 2 },
      inputs: { source: [5, 5, 5, 5, 5, 5, 5, 5] },
      outputs: { value: [null, null, null, null, null, null, 5, 5] },
    },
  ],
});

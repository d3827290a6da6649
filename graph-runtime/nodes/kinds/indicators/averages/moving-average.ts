import { z } from "zod";
import { AVERAGES, rollingAverage } from "../../../../kernels/rolling-average.ts";
import { defineIndicator } from "../../../define-indicator.ts";
import { lengthParam } from "../../../length-param.ts";

export const movingAverage = defineIndicator({
  kind: "indicator.moving-average",
  meta: {
    title: "Moving average",
    keywords: ["ma", "average", "moving average", "smooth", "any"],
    summary:
      "A moving average of the kind that you choose: simple, exponential, Wilder, weighted, DEMA, TEMA, triangular, KAMA or T3.",
    reference: "TA-Lib MA",
  },
  params: z.object({
    type: z.enum(AVERAGES).default("sma").meta({ label: "Average", control: "select", primary: true }),
    length: lengthParam(20, "Length", 2),
  }),
  label: "Average",
  explain: (p) => `${p.type.toUpperCase()} ${p.length}`,
  rolling: (p) => rollingAverage(p.type, p.length),
  examples: [
    {
      title: "as a weighted average",
      params: { type: "wma", length: 2 },
      inputs: { source: [1, 4, 7] },
      outputs: { value: [null, 3, 6] },
    },
  ],
});

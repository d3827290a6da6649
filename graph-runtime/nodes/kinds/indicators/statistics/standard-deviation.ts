import { z } from "zod";
import { rollingMap } from "../../../../kernels/blend.ts";
import { chain } from "../../../../kernels/chain.ts";
import { rollingDeviation } from "../../../../kernels/rolling-variance.ts";
import { defineIndicator } from "../../../define-indicator.ts";
import { lengthParam } from "../../../length-param.ts";

export const standardDeviation = defineIndicator({
  kind: "indicator.standard-deviation",
  meta: {
    title: "Standard deviation",
    keywords: ["stddev", "deviation", "volatility", "sigma"],
    summary:
      "How far the last N values typically lie from their mean (population deviation, or of a sample), times a factor.",
    reference: "TA-Lib STDDEV (population)",
  },
  params: z.object({
    length: lengthParam(20, "Length", 2),
    factor: z.number().min(0.01).max(100).default(1).meta({ label: "Times", control: "number" }),
    divisor: z
      .enum(["population", "sample"])
      .default("population")
      .meta({ label: "Divided by", help: "N, or N - 1 for a sample.", control: "segmented" }),
  }),
  label: "Deviation",
  explain: (p) => `Standard deviation ${p.length}`,
  rolling: (p) => {
    const scale = p.factor * (p.divisor === "sample" ? Math.sqrt(p.length / (p.length - 1)) : 1);
    return chain(
      rollingDeviation(p.length),
      rollingMap((deviation) => deviation * scale),
    );
  },
  examples: [
    {
      title: "of 2 and 4",
      params: { length: 2 },
      inputs: { source: [2, 4] },
      outputs: { value: [null, 1] },
    },
  ],
});

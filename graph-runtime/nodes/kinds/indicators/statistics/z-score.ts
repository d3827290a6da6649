import { z } from "zod";
import { blend, rollingMap } from "../../../../kernels/blend.ts";
import { rollingDeviation } from "../../../../kernels/rolling-variance.ts";
import { rollingMean } from "../../../../kernels/rolling-window.ts";
import { defineIndicator } from "../../../define-indicator.ts";
import { lengthParam } from "../../../length-param.ts";

export const zScore = defineIndicator({
  kind: "indicator.z-score",
  meta: {
    title: "Z-score",
    keywords: ["z-score", "standard score", "mean reversion", "normalise", "pairs"],
    summary:
      "How many standard deviations the value lies above (or below) its mean over N bars. 0 where the values do not move.",
    reference: "(value - mean) / population deviation, this bar included",
  },
  params: z.object({ length: lengthParam(20, "Length", 2) }),
  explain: (p) => `Z-score ${p.length}`,
  rolling: (p) => {
    const gap = blend(
      rollingMap((value) => value),
      rollingMean(p.length),
      (value, mean) => value - mean,
    );
    return blend(gap, rollingDeviation(p.length), (distance, deviation) =>
      deviation < 1e-7 ? 0 : distance / deviation,
    );
  },
  examples: [
    {
      title: "of two values",
      params: { length: 2 },
      inputs: { source: [1, 3, 3] },
      outputs: { value: [null, 1, 0] },
    },
  ],
});

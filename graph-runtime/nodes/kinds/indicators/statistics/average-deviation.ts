import { z } from "zod";
import { rollingView } from "../../../../kernels/rolling-window.ts";
import { defineIndicator } from "../../../define-indicator.ts";
import { lengthParam } from "../../../length-param.ts";

export const averageDeviation = defineIndicator({
  kind: "indicator.average-deviation",
  meta: {
    title: "Mean absolute deviation",
    keywords: ["avgdev", "mad", "deviation", "volatility"],
    summary:
      "The mean distance of the last N values from their mean; outliers weigh less than in the standard deviation.",
    reference: "TA-Lib 0.6 AVGDEV",
  },
  params: z.object({ length: lengthParam(14, "Length", 2) }),
  label: "Deviation",
  explain: (p) => `Mean absolute deviation ${p.length}`,
  rolling: ({ length }) =>
    rollingView(length, (read) => {
      let sum = 0;
      for (let k = 0; k < length; k++) sum += read(k);
      const mean = sum / length;
      let spread = 0;
      for (let k = 0; k < length; k++) spread += Math.abs(read(k) - mean);
      return spread / length;
    }),
  examples: [
    {
      title: "of 1, 2 and 6",
      params: { length: 3 },
      inputs: { source: [1, 2, 6] },
      outputs: { value: [null, null, 2] },
    },
  ],
});

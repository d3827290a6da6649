import { z } from "zod";
import { blend } from "../../../../kernels/blend.ts";
import { chain } from "../../../../kernels/chain.ts";
import { rollingWma } from "../../../../kernels/rolling-wma.ts";
import { defineIndicator } from "../../../define-indicator.ts";
import { lengthParam } from "../../../length-param.ts";

export const hull = defineIndicator({
  kind: "indicator.hull",
  meta: {
    title: "Hull moving average",
    keywords: ["hma", "hull", "moving average", "low lag", "smooth"],
    summary:
      "The weighted average over the square root of N bars of: twice the weighted average of N / 2 bars less that of N bars. Smooth with little lag.",
    reference: "Alan Hull, 2005: WMA(2 WMA(n / 2) - WMA(n), sqrt(n)); half rounded down, root rounded to the nearest",
  },
  params: z.object({ length: lengthParam(20, "Length", 2) }),
  label: "HMA",
  explain: (p) => `Hull ${p.length}`,
  rolling: ({ length }) =>
    chain(
      blend(rollingWma(Math.floor(length / 2)), rollingWma(length), (fast, slow) => 2 * fast - slow),
      rollingWma(Math.round(Math.sqrt(length))),
    ),
  examples: [
    {
      title: "follows a straight line of length four",
      params: { length: 4 },
      inputs: { source: [1, 2, 3, 4, 5, 6] },
      outputs: { value: [null, null, null, null, 5, 6] },
    },
  ],
});

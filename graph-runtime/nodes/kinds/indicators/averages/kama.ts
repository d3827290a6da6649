import { z } from "zod";
import { rollingKama } from "../../../../kernels/rolling-kama.ts";
import { defineIndicator } from "../../../define-indicator.ts";
import { lengthParam } from "../../../length-param.ts";

export const kama = defineIndicator({
  kind: "indicator.kama",
  meta: {
    title: "Kaufman adaptive moving average",
    keywords: ["kama", "kaufman", "adaptive", "efficiency ratio", "moving average"],
    summary:
      "An exponential average that is fast while the price travels straight and nearly stands still while it zigzags.",
    reference: "TA-Lib KAMA (fast 2, slow 30); Perry Kaufman, Smarter Trading, 1995",
  },
  params: z.object({ length: lengthParam(10, "Length", 2) }),
  label: "KAMA",
  explain: (p) => `KAMA ${p.length}`,
  rolling: (p) => rollingKama(p.length),
  examples: [
    {
      title: "moves 4/9 of the way along a straight line",
      params: { length: 2 },
      inputs: { source: [1, 2, 3, 4] },
      outputs: { value: [null, null, 2 + 4 / 9, 2 + 4 / 9 + (4 - 2 - 4 / 9) * (4 / 9)] },
    },
  ],
});

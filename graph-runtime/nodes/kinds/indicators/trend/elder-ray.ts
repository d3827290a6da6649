import { z } from "zod";
import { forKnown } from "../../../../kernels/for-known.ts";
import { rollingEma } from "../../../../kernels/rolling-ema.ts";
import { HIGH_LOW_CLOSE } from "../../../bar-inputs.ts";
import { defineNode } from "../../../define-node.ts";
import { lengthParam } from "../../../length-param.ts";

export const elderRay = defineNode({
  kind: "indicator.elder-ray",
  version: 1,
  meta: {
    title: "Elder ray",
    family: "indicators",
    keywords: ["elder", "bull power", "bear power"],
    summary: "Bull power is the high above the average of closes, bear power the low below it.",
    reference: "Alexander Elder, Trading for a Living, 1993",
  },
  params: z.object({ length: lengthParam(13) }),
  inputs: HIGH_LOW_CLOSE,
  outputs: { bull: { type: "number", label: "Bull power" }, bear: { type: "number", label: "Bear power" } },
  warmup: (p) => p.length - 1,
  settle: (p) => rollingEma(p.length).settle,
  explain: (p) => `Elder ray ${p.length}`,
  state: () => ({ mean: 2 }),
  compile: ({ params, inputs: { high, low, close }, outputs: { bull, bear }, state }) => {
    const mean = rollingEma(params.length).start(state.mean);
    return forKnown([high, low, close], [bull, bear], (i) => {
      const average = mean(close[i]!);
      bull[i] = high[i]! - average;
      bear[i] = low[i]! - average;
    });
  },
  examples: [
    {
      title: "around an average of 11",
      params: { length: 2 },
      inputs: { high: [11, 13], low: [9, 11], close: [10, 12] },
      outputs: { bull: [null, 2], bear: [null, 0] },
    },
  ],
});

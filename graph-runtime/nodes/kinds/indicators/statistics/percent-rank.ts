import { z } from "zod";
import { rollingPercentRank } from "../../../../kernels/rolling-rank.ts";
import { defineIndicator } from "../../../define-indicator.ts";
import { lengthParam } from "../../../length-param.ts";

export const percentRank = defineIndicator({
  kind: "indicator.percent-rank",
  meta: {
    title: "Percentile rank",
    keywords: ["percentile", "rank", "relative", "iv rank"],
    summary: "0 to 100: the share of the last N values before this one that are below it.",
    reference: "As in TradingView's ta.percentrank, counting values strictly below",
  },
  params: z.object({ length: lengthParam(100) }),
  label: "Rank",
  explain: (p) => `Percentile rank ${p.length}`,
  rolling: (p) => rollingPercentRank(p.length),
  examples: [
    {
      title: "above one of two",
      params: { length: 2 },
      inputs: { source: [1, 3, 2] },
      outputs: { value: [null, null, 50] },
    },
  ],
});

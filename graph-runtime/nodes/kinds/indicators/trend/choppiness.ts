import { z } from "zod";
import { log10 } from "../../../../core/math/log10.ts";
import { forKnown } from "../../../../kernels/for-known.ts";
import { extremeCells } from "../../../../kernels/rolling-extreme.ts";
import { rollingMaximum, rollingMinimum } from "../../../../kernels/rolling-maximum.ts";
import { rollingSum } from "../../../../kernels/rolling-window.ts";
import { trueRange } from "../../../../kernels/true-range.ts";
import { HIGH_LOW_CLOSE } from "../../../bar-inputs.ts";
import { defineNode } from "../../../define-node.ts";
import { lengthParam } from "../../../length-param.ts";

export const choppiness = defineNode({
  kind: "indicator.choppiness",
  version: 1,
  meta: {
    title: "Choppiness index",
    family: "indicators",
    keywords: ["chop", "choppiness", "ranging", "trend filter"],
    summary:
      "0 to 100: high (above 61.8) where the market goes sideways, low (below 38.2) where it trends. 100 where there was no range at all.",
    reference: "E. W. Dreiss: 100 log10(sum of true range / (highest high - lowest low)) / log10(N)",
  },
  params: z.object({ length: lengthParam(14, "Length", 2) }),
  inputs: HIGH_LOW_CLOSE,
  outputs: { value: { type: "number", label: "Choppiness" } },
  warmup: (p) => p.length,
  explain: (p) => `Choppiness ${p.length}`,
  state: (p) => ({
    last: 2,
    sum: rollingSum(p.length).cells,
    highs: extremeCells(p.length),
    lows: extremeCells(p.length),
  }),
  compile: ({ params: { length }, inputs: { high, low, close }, outputs: { value }, state }) => {
    const sum = rollingSum(length).start(state.sum);
    const highest = rollingMaximum(length).start(state.highs);
    const lowest = rollingMinimum(length).start(state.lows);
    const scale = 100 / log10(length);
    const { last } = state;
    return forKnown([high, low, close], [value], (i) => {
      const span = highest(high[i]!) - lowest(low[i]!);
      const total = last[0] === 0 ? Number.NaN : sum(trueRange(high[i]!, low[i]!, last[1]!));
      last[0] = 1;
      last[1] = close[i]!;
      if (Number.isNaN(total)) value[i] = total;
      else value[i] = span < 1e-14 || total < 1e-14 ? 100 : scale * log10(total / span);
    });
  },
  examples: [
    {
      title: "two bars over the same range go nowhere",
      params: { length: 2 },
      inputs: { high: [12, 12, 12], low: [10, 10, 10], close: [11, 11, 11] },
      outputs: { value: [null, null, 100] },
    },
  ],
});

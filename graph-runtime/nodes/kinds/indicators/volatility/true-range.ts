import { z } from "zod";
import { forKnown } from "../../../../kernels/for-known.ts";
import { trueRange as span } from "../../../../kernels/true-range.ts";
import { defineNode } from "../../../define-node.ts";

export const trueRange = defineNode({
  kind: "indicator.true-range",
  version: 1,
  meta: {
    title: "True range",
    family: "indicators",
    keywords: ["trange", "true range", "volatility", "gap"],
    summary: "The range of the bar, stretched to the previous close where the price gapped.",
    reference: "TA-Lib TRANGE; J. Welles Wilder, 1978",
  },
  params: z.object({}),
  inputs: {
    high: { type: "number", label: "High" },
    low: { type: "number", label: "Low" },
    close: { type: "number", label: "Close" },
  },
  outputs: { value: { type: "number", label: "True range" } },
  warmup: () => 1,
  explain: () => "True range",
  state: () => ({ last: 2 }),
  compile: ({ inputs: { high, low, close }, outputs: { value }, state: { last } }) =>
    forKnown([high, low, close], [value], (i) => {
      value[i] = last[0] === 0 ? Number.NaN : span(high[i]!, low[i]!, last[1]!);
      last[0] = 1;
      last[1] = close[i]!;
    }),
  examples: [
    {
      title: "reaches to the previous close",
      inputs: { high: [10, 15], low: [8, 13], close: [9, 14] },
      outputs: { value: [null, 6] },
    },
  ],
});

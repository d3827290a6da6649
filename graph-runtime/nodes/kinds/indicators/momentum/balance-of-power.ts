import { z } from "zod";
import { forKnown } from "../../../../kernels/for-known.ts";
import { defineNode } from "../../../define-node.ts";

export const balanceOfPower = defineNode({
  kind: "indicator.balance-of-power",
  version: 1,
  meta: {
    title: "Balance of power",
    family: "indicators",
    keywords: ["bop", "balance", "buyers", "sellers"],
    summary: "-1 to 1: close less open over the range of the bar: who won it, buyers or sellers.",
    reference: "TA-Lib BOP; Igor Livshin, 2001. 0 where the bar has no range",
  },
  params: z.object({}),
  inputs: {
    open: { type: "number", label: "Open" },
    high: { type: "number", label: "High" },
    low: { type: "number", label: "Low" },
    close: { type: "number", label: "Close" },
  },
  outputs: { value: { type: "number", label: "BOP" } },
  warmup: () => 0,
  explain: () => "Balance of power",
  compile: ({ inputs: { open, high, low, close }, outputs: { value } }) =>
    forKnown([open, high, low, close], [value], (i) => {
      const range = high[i]! - low[i]!;
      value[i] = range < 1e-14 ? 0 : (close[i]! - open[i]!) / range;
    }),
  examples: [
    {
      title: "three quarters won by the buyers",
      inputs: { open: [10], high: [13], low: [9], close: [13] },
      outputs: { value: [0.75] },
    },
  ],
});

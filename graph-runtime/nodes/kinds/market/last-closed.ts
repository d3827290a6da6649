import { z } from "zod";
import { defineNode } from "../../define-node.ts";
import { alignKernel } from "./align-kernel.ts";

export const lastClosed = defineNode({
  kind: "market.last-closed",
  version: 1,
  meta: {
    title: "Last closed value",
    family: "market",
    keywords: ["align", "higher timeframe", "multi timeframe", "closed bar"],
    summary:
      "Brings a value of a higher timeframe to the strategy's own bars: on each bar, as of the last higher bar that has closed.",
  },
  params: z.object({}),
  inputs: { source: { type: "number", label: "Source" } },
  outputs: { value: { type: "number", label: "Value" } },
  warmup: () => 0,
  explain: () => "As of the last closed bar",
  phrase: (_, [source]) => `${source} of the last closed bar`,
  aligns: true,
  state: () => ({ seen: 1, last: 1 }),
  compile: ({ inputs, outputs, state, closed }) => alignKernel(inputs.source, outputs.value, state, closed),
  examples: [],
});

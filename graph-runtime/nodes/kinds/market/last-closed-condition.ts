import { z } from "zod";
import { defineNode } from "../../define-node.ts";
import { alignKernel } from "./align-kernel.ts";

export const lastClosedCondition = defineNode({
  kind: "market.last-closed-condition",
  version: 1,
  meta: {
    title: "Last closed condition",
    family: "market",
    keywords: ["align", "higher timeframe", "multi timeframe", "closed bar"],
    summary:
      "Brings a condition of a higher timeframe to the strategy's own bars: on each bar, as of the last higher bar that has closed.",
  },
  params: z.object({}),
  inputs: { source: { type: "boolean", label: "Source" } },
  outputs: { result: { type: "boolean", label: "True" } },
  warmup: () => 0,
  explain: () => "As of the last closed bar",
  phrase: (_, [source]) => `${source} of the last closed bar`,
  aligns: true,
  state: () => ({ seen: 1, last: 1 }),
  compile: ({ inputs, outputs, state, closed }) => alignKernel(inputs.source, outputs.result, state, closed),
  examples: [],
});

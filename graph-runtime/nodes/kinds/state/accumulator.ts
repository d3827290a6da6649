import { z } from "zod";
import { forKnown } from "../../../kernels/for-known.ts";
import { defineNode } from "../../define-node.ts";

export const accumulator = defineNode({
  kind: "state.accumulator",
  version: 1,
  meta: {
    title: "Accumulator",
    family: "state",
    keywords: ["sum", "running total", "cumulative", "highest since", "lowest since", "extreme since"],
    summary:
      "The running sum, highest or lowest of a value since the start or since the last reset, the bar of the reset included.",
  },
  params: z.object({
    keep: z
      .enum(["sum", "highest", "lowest"])
      .default("sum")
      .meta({ label: "Keeps", control: "segmented", primary: true }),
  }),
  inputs: { source: { type: "number", label: "Source" }, reset: { type: "event", label: "Reset", optional: true } },
  outputs: { value: { type: "number", label: "Value" } },
  warmup: () => 0,
  settle: () => Number.POSITIVE_INFINITY,
  explain: (p) => `Running ${p.keep}`,
  phrase: (p, [source, reset]) => `${p.keep} of ${source}${reset ? ` since ${reset}` : ""}`,
  state: () => ({ kept: 2 }),
  compile: ({ params: { keep }, inputs: { source, reset }, connected, outputs: { value }, state: { kept } }) =>
    forKnown(connected.reset ? [source, reset] : [source], [value], (i) => {
      const x = source[i]!;
      const isFresh = kept[0] === 0 || (connected.reset && reset[i] === 1);
      kept[0] = 1;
      if (isFresh) kept[1] = x;
      else if (keep === "sum") kept[1]! += x;
      else kept[1] = keep === "highest" ? Math.max(kept[1]!, x) : Math.min(kept[1]!, x);
      value[i] = kept[1]!;
    }),
  examples: [
    {
      title: "the highest since the reset",
      params: { keep: "highest" },
      inputs: { source: [5, 7, 6, 4, 5], reset: [0, 0, 0, 1, 0] },
      outputs: { value: [5, 7, 7, 4, 5] },
    },
  ],
});

import { z } from "zod";
import { forKnown } from "../../../../kernels/for-known.ts";
import { defineNode } from "../../../define-node.ts";

export const obv = defineNode({
  kind: "indicator.obv",
  version: 1,
  meta: {
    title: "On-balance volume",
    family: "indicators",
    keywords: ["obv", "volume", "accumulation"],
    summary:
      "Adds the volume of bars that close higher and takes away that of bars that close lower. Its level depends on where the data starts: compare it with itself.",
    reference: "TA-Lib OBV (starts with the first bar's volume); Joseph Granville, 1963",
  },
  params: z.object({}),
  inputs: { source: { type: "number", label: "Source" }, volume: { type: "number", label: "Volume" } },
  outputs: { value: { type: "number", label: "OBV" } },
  warmup: () => 0,
  settle: () => Number.POSITIVE_INFINITY,
  explain: () => "On-balance volume",
  state: () => ({ last: 3 }),
  compile: ({ inputs: { source, volume }, outputs: { value }, state: { last } }) =>
    forKnown([source, volume], [value], (i) => {
      const change = last[0] === 0 ? 1 : source[i]! - last[1]!;
      last[0] = 1;
      last[1] = source[i]!;
      if (change > 0) last[2]! += volume[i]!;
      else if (change < 0) last[2]! -= volume[i]!;
      value[i] = last[2]!;
    }),
  examples: [
    {
      title: "up, down, unchanged",
      inputs: { source: [10, 11, 9, 9], volume: [5, 3, 2, 7] },
      outputs: { value: [5, 8, 6, 6] },
    },
  ],
});

import { z } from "zod";
import { forKnown } from "../../../../kernels/for-known.ts";
import { isRingFull, pushRing, ringCells, ringValue } from "../../../../kernels/rolling-window.ts";
import { defineNode } from "../../../define-node.ts";
import { lengthParam } from "../../../length-param.ts";

export const variableAverage = defineNode({
  kind: "indicator.variable-average",
  version: 1,
  meta: {
    title: "Variable-length average",
    family: "indicators",
    keywords: ["mavp", "variable period", "adaptive", "moving average"],
    summary:
      "The simple average over as many bars as the length input says on each bar (rounded down, kept within the bounds).",
    reference: "TA-Lib MAVP with the simple average",
  },
  params: z.object({ least: lengthParam(2, "Shortest"), most: lengthParam(30, "Longest", 2) }),
  inputs: { source: { type: "number", label: "Source" }, length: { type: "number", label: "Length" } },
  outputs: { value: { type: "number", label: "Average" } },
  warmup: (p) => p.most - 1,
  explain: (p) => `Average over ${p.least} to ${p.most} bars`,
  state: (p) => ({ ring: ringCells(p.most) }),
  compile: ({ params: { least, most }, inputs: { source, length }, outputs: { value }, state: { ring } }) =>
    forKnown([source, length], [value], (i) => {
      pushRing(ring, source[i]!);
      value[i] = Number.NaN;
      if (!isRingFull(ring)) return;
      const count = Math.min(most, Math.max(least, Math.trunc(length[i]!)));
      let sum = 0;
      for (let ago = 0; ago < count; ago++) sum += ringValue(ring, ago);
      value[i] = sum / count;
    }),
  examples: [
    {
      title: "over one, two and three bars",
      params: { least: 1, most: 3 },
      inputs: { source: [1, 2, 6, 8, 4], length: [1, 1, 1, 2, 9] },
      outputs: { value: [null, null, 6, 7, 6] },
    },
  ],
});

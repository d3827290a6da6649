import { z } from "zod";
import { forKnown } from "../../../../kernels/for-known.ts";
import { pairCells, SUM_X, SUM_XX, SUM_XY, SUM_Y, SUM_YY, startPair } from "../../../../kernels/rolling-pair.ts";
import { defineNode } from "../../../define-node.ts";
import { lengthParam } from "../../../length-param.ts";

const NOTHING = 1e-14;

export const correlation = defineNode({
  kind: "indicator.correlation",
  version: 1,
  meta: {
    title: "Correlation",
    family: "indicators",
    keywords: ["correl", "correlation", "pearson", "pairs"],
    summary:
      "-1 to 1: how closely two series moved together over the last N bars (Pearson's correlation of their values).",
    reference: "TA-Lib CORREL. 0 where one of them stood still",
  },
  params: z.object({ length: lengthParam(30, "Length", 2) }),
  inputs: { a: { type: "number", label: "A" }, b: { type: "number", label: "B" } },
  outputs: { value: { type: "number", label: "Correlation" } },
  warmup: (p) => p.length - 1,
  explain: (p) => `Correlation ${p.length}`,
  state: (p) => ({ sums: pairCells(p.length) }),
  compile: ({ params: { length }, inputs: { a, b }, outputs: { value }, state: { sums } }) => {
    const push = startPair(sums, length);
    return forKnown([a, b], [value], (i) => {
      value[i] = Number.NaN;
      if (!push(a[i]!, b[i]!)) return;
      const [x, y] = [sums[SUM_X]!, sums[SUM_Y]!];
      const spread = (sums[SUM_XX]! - (x * x) / length) * (sums[SUM_YY]! - (y * y) / length);
      value[i] = spread < NOTHING ? 0 : (sums[SUM_XY]! - (x * y) / length) / Math.sqrt(spread);
    });
  },
  examples: [
    {
      title: "in step, then opposed",
      params: { length: 3 },
      inputs: { a: [1, 2, 3, 2], b: [2, 4, 6, 8] },
      outputs: { value: [null, null, 1, 0] },
    },
  ],
});

import { z } from "zod";
import { forKnown } from "../../../../kernels/for-known.ts";
import { pairCells, SUM_X, SUM_XX, SUM_XY, SUM_Y, startPair } from "../../../../kernels/rolling-pair.ts";
import { defineNode } from "../../../define-node.ts";
import { lengthParam } from "../../../length-param.ts";

const NOTHING = 1e-14;
const change = (now: number, before: number): number => (Math.abs(before) < NOTHING ? 0 : (now - before) / before);

export const beta = defineNode({
  kind: "indicator.beta",
  version: 1,
  meta: {
    title: "Beta",
    family: "indicators",
    keywords: ["beta", "hedge ratio", "market", "regression", "pairs"],
    summary:
      "How much the series moves for a move of 1 of the benchmark: the slope of its returns on the benchmark's over N bars.",
    reference: "TA-Lib BETA with the benchmark as first input. 0 where the benchmark stood still",
  },
  params: z.object({ length: lengthParam(60) }),
  inputs: { source: { type: "number", label: "Source" }, benchmark: { type: "number", label: "Benchmark" } },
  outputs: { value: { type: "number", label: "Beta" } },
  warmup: (p) => p.length,
  explain: (p) => `Beta ${p.length}`,
  state: (p) => ({ last: 3, sums: pairCells(p.length) }),
  compile: ({ params: { length }, inputs: { source, benchmark }, outputs: { value }, state: { last, sums } }) => {
    const push = startPair(sums, length);
    return forKnown([source, benchmark], [value], (i) => {
      const isFirst = last[0] === 0;
      const x = change(benchmark[i]!, last[1]!);
      const y = change(source[i]!, last[2]!);
      last[0] = 1;
      last[1] = benchmark[i]!;
      last[2] = source[i]!;
      value[i] = Number.NaN;
      if (isFirst || !push(x, y)) return;
      const spread = length * sums[SUM_XX]! - sums[SUM_X]! * sums[SUM_X]!;
      value[i] = Math.abs(spread) < NOTHING ? 0 : (length * sums[SUM_XY]! - sums[SUM_X]! * sums[SUM_Y]!) / spread;
    });
  },
  examples: [
    {
      title: "moves twice as much",
      params: { length: 2 },
      inputs: { benchmark: [100, 110, 99], source: [100, 120, 96] },
      outputs: { value: [null, null, 2] },
    },
  ],
});

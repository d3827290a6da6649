import { z } from "zod";
import { defineNode } from "../../define-node.ts";

export const benchmark = defineNode({
  kind: "portfolio.benchmark",
  version: 1,
  meta: {
    title: "Benchmark",
    family: "portfolio",
    keywords: ["benchmark", "compare", "alpha", "beta", "index"],
    summary:
      "Compares the run with holding an instrument: alpha, beta and the second curve of the results. Without it, the traded instruments are held in equal parts.",
  },
  params: z.object({}),
  inputs: { instrument: { type: "instrument", label: "Instrument" } },
  outputs: {},
  warmup: () => 0,
  explain: () => "Benchmark",
  benchmark: "instrument",
  examples: [],
});

import { z } from "zod";
import { defineNode } from "../../define-node.ts";
import { isIn } from "./membership.ts";
import { directionParam, readWeighting, signedTotal, totalParam } from "./total-param.ts";

export const weightsEqual = defineNode({
  kind: "portfolio.weights-equal",
  version: 1,
  meta: {
    title: "Equal weights",
    family: "portfolio",
    keywords: ["weights", "1/n", "equal", "allocation", "even"],
    summary: "The same weight for every member of a set, and none for all others. An empty set has no weights at all.",
  },
  params: z.object({ total: totalParam(), direction: directionParam() }),
  inputs: {
    among: { type: "universe", label: "Among", optional: true, help: "All instruments unless wired." },
  },
  outputs: { weights: { type: "weights", label: "Weights" } },
  warmup: () => 0,
  explain: (p) => `equal weights${readWeighting(p)}`,
  phrase: (p, [among]) => `equal weights of ${among ?? "all instruments"}${readWeighting(p)}`,
  cross: ({ params, lanes, connected }) => {
    const total = signedTotal(params);
    return (from, to) => {
      for (let i = from; i < to; i++) {
        let members = 0;
        for (const lane of lanes) if (isIn(lane, connected.among, i) === 1) members++;
        for (const lane of lanes) {
          const belongs = isIn(lane, connected.among, i);
          lane.outputs.weights[i] = belongs === 1 ? total / members : belongs;
        }
      }
    };
  },
  examples: [
    {
      title: "everything in the only member",
      inputs: { close: [1, 1, 1], among: [1, 0, null] },
      outputs: { weights: [1, 0, null] },
    },
  ],
});

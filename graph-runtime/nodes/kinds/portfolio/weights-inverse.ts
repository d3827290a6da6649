import { z } from "zod";
import { defineNode } from "../../define-node.ts";
import { isIn } from "./membership.ts";
import { directionParam, readWeighting, signedTotal, totalParam } from "./total-param.ts";

export const weightsInverse = defineNode({
  kind: "portfolio.weights-inverse",
  version: 1,
  meta: {
    title: "Inverse weights",
    family: "portfolio",
    keywords: ["weights", "inverse volatility", "risk parity", "allocation", "vol"],
    summary:
      "Weights in proportion to one over a number, usually volatility: the calmer an instrument, the more of it. Members of unknown or no risk get nothing; while none is known, the weights are unknown.",
    reference: "Weight of i: (1 / r_i) / sum of 1 / r over the members; naive risk parity, which ignores correlations",
  },
  params: z.object({ total: totalParam(), direction: directionParam() }),
  inputs: {
    risk: { type: "number", label: "Risk", help: "Above zero." },
    among: { type: "universe", label: "Among", optional: true, help: "All instruments unless wired." },
  },
  outputs: { weights: { type: "weights", label: "Weights" } },
  warmup: () => 0,
  explain: (p) => `inverse weights${readWeighting(p)}`,
  phrase: (p, [risk, among]) => `weights of ${among ?? "all instruments"} by the inverse of ${risk}${readWeighting(p)}`,
  cross: ({ params, lanes, connected }) => {
    const total = signedTotal(params);
    const parts = new Float64Array(lanes.length);
    return (from, to) => {
      for (let i = from; i < to; i++) {
        let sum = 0;
        let members = 0;
        for (let lane = 0; lane < lanes.length; lane++) {
          const { inputs } = lanes[lane]!;
          const belongs = isIn(lanes[lane]!, connected.among, i);
          const part = belongs === 1 && inputs.risk[i]! > 0 ? 1 / inputs.risk[i]! : 0;
          parts[lane] = Number.isFinite(part) ? part : 0;
          sum += parts[lane]!;
          if (belongs === 1) members++;
        }
        // a set of nothing is known; a set of which no risk is known is not
        const isKnown = sum > 0 || members === 0;
        for (let lane = 0; lane < lanes.length; lane++) {
          const belongs = isIn(lanes[lane]!, connected.among, i);
          const weight = sum > 0 ? (total * parts[lane]!) / sum : 0;
          lanes[lane]!.outputs.weights[i] = isKnown && !Number.isNaN(belongs) ? weight : Number.NaN;
        }
      }
    };
  },
  examples: [
    {
      title: "everything in the only one whose risk is known",
      inputs: { close: [1, 1, 1], risk: [2, 0, null] },
      outputs: { weights: [1, null, null] },
    },
  ],
});

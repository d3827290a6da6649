import { z } from "zod";
import { defineNode } from "../../define-node.ts";

export const rebalance = defineNode({
  kind: "portfolio.rebalance",
  version: 1,
  meta: {
    title: "Rebalance to weights",
    family: "portfolio",
    keywords: ["rebalance", "allocate", "target weights", "corridor", "band", "portfolio", "order"],
    summary:
      "Trades every instrument to its weight, by market orders, sales before buys, out of one account. Positions within the corridor are left alone; what comes in or goes out always trades. Buys that the money does not cover are made smaller.",
  },
  params: z.object({
    corridor: z.number().min(0).max(100).default(5).meta({
      label: "Corridor",
      unit: "% of equity",
      help: "A position is left alone while its share of equity is off by no more than this.",
      control: "slider",
      primary: true,
    }),
  }),
  inputs: {
    weights: { type: "weights", label: "Weights" },
    when: {
      type: "event",
      label: "When",
      optional: true,
      default: 1,
      domain: "all",
      help: "Looks on every bar unless wired.",
    },
  },
  outputs: {},
  warmup: () => 0,
  explain: (p, wired) =>
    `Rebalance to ${wired?.["weights"] ?? "the weights"}${p.corridor > 0 ? `, outside a corridor of ${p.corridor} %` : ""}`,
  triggers: ["when"],
  cross: ({ params, lanes, inputs: { when }, emit, report }) => {
    const weights = new Float64Array(lanes.length);
    return (from, to) => {
      for (let i = from; i < to; i++) {
        if (when[i] !== 1) {
          report(when[i] === 0 ? "trigger-false" : "trigger-unknown");
          continue;
        }
        for (let lane = 0; lane < lanes.length; lane++) weights[lane] = lanes[lane]!.inputs.weights[i]!;
        emit({ weights, corridorPercent: params.corridor, reason: "rebalance" });
      }
    };
  },
  examples: [
    {
      title: "acts when it is time",
      inputs: { close: [1, 1, 1], weights: [1, 1, 1], when: [0, 1, 0] },
      outputs: {},
      fires: [1],
    },
  ],
});

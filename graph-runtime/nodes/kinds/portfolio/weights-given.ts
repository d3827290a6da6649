import { z } from "zod";
import { defineNode } from "../../define-node.ts";
import { isIn } from "./membership.ts";

export const weightsGiven = defineNode({
  kind: "portfolio.weights-given",
  version: 1,
  meta: {
    title: "Given weights",
    family: "portfolio",
    keywords: ["weights", "specified", "allocation", "proportional", "market cap", "custom"],
    summary:
      "Weights from a number of each instrument: as percent of equity, or in proportion so that together they take all of it. Negative numbers are short.",
  },
  params: z.object({
    scale: z.enum(["percent", "proportional"]).default("percent").meta({
      label: "Numbers are",
      help: "Percent of equity as they stand, or parts of a whole: each is divided by the sum of all without their signs.",
      control: "segmented",
      primary: true,
    }),
  }),
  inputs: {
    amount: { type: "number", label: "Number" },
    among: { type: "universe", label: "Among", optional: true, help: "All instruments unless wired." },
  },
  outputs: { weights: { type: "weights", label: "Weights" } },
  warmup: () => 0,
  explain: (p) => (p.scale === "percent" ? "weights, % of equity," : "weights in proportion"),
  phrase: (p, [amount, among]) =>
    `weights of ${among ?? "all instruments"} ${p.scale === "percent" ? "of" : "in proportion to"} ${amount}${p.scale === "percent" ? " % of equity" : ""}`,
  cross: ({ params, lanes, connected }) => {
    const isPercent = params.scale === "percent";
    return (from, to) => {
      for (let i = from; i < to; i++) {
        let sum = isPercent ? 100 : 0;
        for (const lane of lanes) {
          const amount = lane.inputs.amount[i]!;
          if (!isPercent && isIn(lane, connected.among, i) === 1 && !Number.isNaN(amount)) sum += Math.abs(amount);
        }
        for (const lane of lanes) {
          const belongs = isIn(lane, connected.among, i);
          const weight = lane.inputs.amount[i]! / sum;
          lane.outputs.weights[i] = belongs !== 1 ? belongs : Number.isFinite(weight) ? weight : Number.NaN;
        }
      }
    };
  },
  examples: [
    {
      title: "percent of equity",
      inputs: { close: [1, 1, 1], amount: [40, -20, null] },
      outputs: { weights: [0.4, -0.2, null] },
    },
    {
      title: "in proportion, one has everything",
      params: { scale: "proportional" },
      inputs: { close: [1, 1], amount: [7, -3] },
      outputs: { weights: [1, -1] },
    },
  ],
});

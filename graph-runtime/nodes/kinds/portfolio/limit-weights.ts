import { z } from "zod";
import { defineNode } from "../../define-node.ts";

export const limitWeights = defineNode({
  kind: "portfolio.limit-weights",
  version: 1,
  meta: {
    title: "Cap and floor",
    family: "portfolio",
    keywords: ["cap", "floor", "limit", "concentration", "largest weight", "smallest weight"],
    summary:
      "Limits weights: none above the cap, none below the floor (those become zero). What is cut off stays in cash, or goes to the others in proportion, as far as the cap lets it.",
  },
  params: z.object({
    cap: z
      .number()
      .min(0.1)
      .max(400)
      .default(20)
      .meta({ label: "Cap", unit: "% of equity", control: "number", primary: true }),
    floor: z
      .number()
      .min(0)
      .max(400)
      .default(0)
      .meta({ label: "Floor", unit: "% of equity", control: "number", primary: true }),
    rest: z.enum(["cash", "others"]).default("cash").meta({ label: "The rest goes to", control: "segmented" }),
  }),
  inputs: { weights: { type: "weights", label: "Weights" } },
  outputs: { weights: { type: "weights", label: "Weights" } },
  warmup: () => 0,
  explain: (p) => `weights of ${p.floor} to ${p.cap} %`,
  phrase: (p, [weights]) =>
    `${weights}, ${p.floor > 0 ? `${p.floor} to ` : "at most "}${p.cap} % each${p.rest === "others" ? ", the rest to the others" : ""}`,
  cross: ({ params, lanes }) => {
    const cap = params.cap / 100;
    const floor = params.floor / 100;
    const sizes = new Float64Array(lanes.length);
    return (from, to) => {
      for (let i = from; i < to; i++) {
        let total = 0;
        for (let lane = 0; lane < lanes.length; lane++) {
          const size = Math.abs(lanes[lane]!.inputs.weights[i]!);
          total += Number.isNaN(size) ? 0 : size;
          sizes[lane] = Number.isNaN(size) || size < floor ? 0 : size;
        }
        limit(sizes, { cap, total, spreads: params.rest === "others" });
        for (let lane = 0; lane < lanes.length; lane++) {
          const { inputs, outputs, close } = lanes[lane]!;
          const weight = inputs.weights[i]!;
          const isKnown = !Number.isNaN(weight) && !Number.isNaN(close[i]!);
          outputs.weights[i] = isKnown ? (weight < 0 ? -sizes[lane]! : sizes[lane]!) : Number.NaN;
        }
      }
    };
  },
  examples: [
    {
      title: "none above the cap",
      params: { cap: 20 },
      inputs: { close: [1, 1, 1], weights: [0.5, 0.1, null] },
      outputs: { weights: [0.2, 0.1, null] },
    },
    {
      title: "none below the floor",
      params: { cap: 50, floor: 5 },
      inputs: { close: [1, 1], weights: [0.04, -0.6] },
      outputs: { weights: [0, -0.5] },
    },
  ],
});

type Limits = { readonly cap: number; readonly total: number; readonly spreads: boolean };

/** Cuts sizes to the cap; where the rest is spread, the others grow in proportion until it is gone or all are at the cap. */
function limit(sizes: Float64Array, { cap, total, spreads }: Limits): void {
  // each round brings one more size to the cap, or ends
  for (let round = 0; round <= sizes.length; round++) {
    let capped = 0;
    let free = 0;
    for (let lane = 0; lane < sizes.length; lane++) {
      if (sizes[lane]! >= cap) {
        sizes[lane] = cap;
        capped += cap;
      } else free += sizes[lane]!;
    }
    const room = total - capped;
    if (!spreads || !(free > 0) || !(room > free * (1 + 1e-12))) return;
    const factor = room / free;
    for (let lane = 0; lane < sizes.length; lane++) if (sizes[lane]! < cap) sizes[lane]! *= factor;
  }
}

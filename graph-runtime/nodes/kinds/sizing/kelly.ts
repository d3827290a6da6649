import { z } from "zod";
import { forKnown } from "../../../kernels/for-known.ts";
import { defineNode } from "../../define-node.ts";

export const kelly = defineNode({
  kind: "sizing.kelly",
  version: 1,
  meta: {
    title: "Kelly share",
    family: "sizing",
    keywords: ["kelly", "optimal f", "position size", "edge"],
    summary:
      "The share of equity that grows capital fastest for a win rate and a ratio of average win to average loss, times a fraction and capped; 0 without an edge.",
    reference: "John Kelly, 1956: win rate - (1 - win rate) / ratio",
  },
  params: z.object({
    fraction: z
      .number()
      .min(0.01)
      .max(1)
      .default(0.25)
      .meta({ label: "Fraction", help: "A quarter is usual.", control: "slider", primary: true }),
    most: z
      .number()
      .min(1)
      .max(100)
      .default(20)
      .meta({ label: "At most", unit: "% of equity", control: "number", primary: true }),
  }),
  inputs: {
    winRate: { type: "number", label: "Win rate", help: "Percent of trades." },
    ratio: { type: "number", label: "Win to loss", help: "Average win over average loss." },
  },
  outputs: { size: { type: "number", label: "% of equity" } },
  warmup: () => 0,
  unknownWhile: "the win-to-loss ratio is not above zero",
  explain: (p) => `${p.fraction} of Kelly`,
  compile: ({ params: { fraction, most }, inputs: { winRate, ratio }, outputs: { size } }) =>
    forKnown([winRate, ratio], [size], (i) => {
      const wins = Math.max(0, Math.min(1, winRate[i]! / 100));
      const share = wins - (1 - wins) / ratio[i]!;
      size[i] = ratio[i]! > 0 ? Math.max(0, Math.min(most, 100 * fraction * share)) : Number.NaN;
    }),
  examples: [
    {
      title: "a quarter of 20 %",
      inputs: { winRate: [60, 40], ratio: [1, 1] },
      outputs: { size: [5, 0] },
    },
  ],
});

import { z } from "zod";
import { forKnown } from "../../../kernels/for-known.ts";
import { defineNode } from "../../define-node.ts";

export const volatilityTarget = defineNode({
  kind: "sizing.volatility-target",
  version: 1,
  meta: {
    title: "Volatility target",
    family: "sizing",
    keywords: ["vol target", "position size", "risk", "leverage"],
    summary:
      "The share of equity that brings the position's volatility to the target: target over measured volatility (both in percent a year), capped. Wire it to Size of an order sized in % of equity.",
  },
  params: z.object({
    target: z.number().min(0.1).max(500).default(15).meta({
      label: "Target",
      unit: "% a year",
      help: "Yearly volatility in percent of the position's value.",
      control: "number",
      primary: true,
    }),
    most: z
      .number()
      .min(1)
      .max(1_000)
      .default(100)
      .meta({ label: "At most", unit: "% of equity", control: "number", primary: true }),
  }),
  inputs: { volatility: { type: "number", label: "Volatility", help: "Percent a year." } },
  outputs: { size: { type: "number", label: "% of equity" } },
  warmup: () => 0,
  unknownWhile: "the volatility is not above zero",
  explain: (p) => `Volatility target ${p.target} %`,
  compile: ({ params: { target, most }, inputs: { volatility }, outputs: { size } }) =>
    forKnown([volatility], [size], (i) => {
      size[i] = volatility[i]! > 0 ? Math.min(most, (100 * target) / volatility[i]!) : Number.NaN;
    }),
  examples: [
    {
      title: "half of equity at twice the target",
      inputs: { volatility: [30, 10, 0] },
      outputs: { size: [50, 100, null] },
    },
  ],
});

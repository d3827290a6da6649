import { z } from "zod";
import { defineNode } from "../../define-node.ts";

const WAYS = { nearest: Math.round, down: Math.floor, up: Math.ceil } as const;

export const roundTo = defineNode({
  kind: "math.round",
  version: 1,
  meta: {
    title: "Round",
    family: "math",
    keywords: ["round", "tick", "step", "grid", "strike"],
    summary: "Rounds a value to a multiple of a step, such as a tick, a strike distance or a grid.",
  },
  params: z.object({
    step: z.number().min(1e-9).max(1e9).default(1).meta({ label: "Step", control: "number", primary: true }),
    way: z.enum(["nearest", "down", "up"]).default("nearest").meta({ label: "To the", control: "segmented" }),
  }),
  inputs: { source: { type: "number", label: "Source" } },
  outputs: { value: { type: "number", label: "Value" } },
  warmup: () => 0,
  explain: (p) => `Round to ${p.step}`,
  phrase: (p, [source]) => `${source} rounded to ${p.step}`,
  compile: ({ params: { step, way }, inputs: { source }, outputs: { value } }) => {
    const round = WAYS[way];
    return (from, to) => {
      for (let i = from; i < to; i++) value[i] = round(source[i]! / step) * step;
    };
  },
  examples: [
    {
      title: "to strikes of 50",
      params: { step: 50 },
      inputs: { source: [17_324, 17_326] },
      outputs: { value: [17_300, 17_350] },
    },
  ],
});

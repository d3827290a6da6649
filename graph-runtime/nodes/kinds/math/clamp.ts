import { z } from "zod";
import { defineNode } from "../../define-node.ts";

const bound = (label: string, value: number) =>
  z.number().min(-1e12).max(1e12).default(value).meta({ label, control: "number", primary: true });

export const clamp = defineNode({
  kind: "math.clamp",
  version: 1,
  meta: {
    title: "Clamp",
    family: "math",
    keywords: ["limit", "cap", "floor", "bound", "min", "max"],
    summary: "Keeps a value between a least and a greatest one.",
  },
  params: z.object({ least: bound("Least", 0), most: bound("Greatest", 100) }),
  inputs: { source: { type: "number", label: "Source" } },
  outputs: { value: { type: "number", label: "Value" } },
  warmup: () => 0,
  explain: (p) => `Clamp ${p.least} to ${p.most}`,
  phrase: (p, [source]) => `${source} kept between ${p.least} and ${p.most}`,
  compile: ({ params: { least, most }, inputs: { source }, outputs: { value } }) => {
    return (from, to) => {
      for (let i = from; i < to; i++) value[i] = Math.max(least, Math.min(most, source[i]!));
    };
  },
  examples: [{ title: "0 to 100", inputs: { source: [-1, 50, 101, null] }, outputs: { value: [0, 50, 100, null] } }],
});

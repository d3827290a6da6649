import { z } from "zod";
import { defineNode } from "../../define-node.ts";

export const not = defineNode({
  kind: "logic.not",
  version: 1,
  meta: {
    title: "Not",
    family: "logic",
    keywords: ["not", "invert", "opposite", "unless"],
    summary: "True when its input is false; unknown stays unknown.",
  },
  params: z.object({}),
  inputs: { a: { type: "boolean", label: "A" } },
  outputs: { result: { type: "boolean", label: "True" } },
  warmup: () => 0,
  explain: () => "Not A",
  phrase: (_, [a]) => `not ${a}`,
  compile: ({ inputs, outputs }) => {
    const { a } = inputs;
    const out = outputs.result;
    return (from, to) => {
      for (let i = from; i < to; i++) out[i] = 1 - a[i]!;
    };
  },
  examples: [{ title: "turns around", inputs: { a: [1, 0, null] }, outputs: { result: [0, 1, null] } }],
});

import { z } from "zod";
import { defineNode } from "../../define-node.ts";

export const exclusive = defineNode({
  kind: "logic.exclusive",
  version: 1,
  meta: {
    title: "Either but not both",
    family: "logic",
    keywords: ["xor", "exclusive", "different", "either"],
    summary: "True when exactly one of two conditions is true; unknown while one of them is.",
  },
  params: z.object({}),
  inputs: { a: { type: "boolean", label: "A" }, b: { type: "boolean", label: "B" } },
  outputs: { result: { type: "boolean", label: "True" } },
  warmup: () => 0,
  explain: () => "Either but not both",
  phrase: (_, [a, b]) => `either ${a} or ${b} but not both`,
  compile: ({ inputs: { a, b }, outputs: { result } }) => {
    return (from, to) => {
      for (let i = from; i < to; i++) result[i] = Math.abs(a[i]! - b[i]!);
    };
  },
  examples: [
    { title: "differs", inputs: { a: [0, 1, 1, null], b: [0, 0, 1, 1] }, outputs: { result: [0, 1, 0, null] } },
  ],
});

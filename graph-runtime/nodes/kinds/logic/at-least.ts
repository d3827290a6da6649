import { z } from "zod";
import { defineNode } from "../../define-node.ts";
import { GATE_INPUTS, wiredGate } from "./gate-inputs.ts";

export const atLeast = defineNode({
  kind: "logic.at-least",
  version: 1,
  meta: {
    title: "At least K of",
    family: "logic",
    keywords: ["k of n", "vote", "majority", "score", "confluence"],
    summary:
      "True when at least K of the wired conditions are true; unknown only while the unknown ones could decide. The count gives how many are true.",
  },
  params: z.object({
    least: z
      .int()
      .min(1)
      .max(8)
      .default(2)
      .meta({ label: "At least", unit: "conditions", control: "number", primary: true }),
  }),
  inputs: GATE_INPUTS,
  outputs: {
    result: { type: "boolean", label: "True" },
    count: { type: "number", label: "Count", help: "Unknown while a condition is." },
  },
  warmup: () => 0,
  explain: (p) => `At least ${p.least} of`,
  phrase: (p, inputs) => `at least ${p.least} of ${inputs.join(", ")}`,
  compile: ({ params: { least }, inputs, outputs: { result, count }, connected }) => {
    const sources = wiredGate(inputs, connected);
    return (from, to) => {
      for (let i = from; i < to; i++) {
        let yes = 0;
        let maybe = 0;
        for (const source of sources) {
          const value = source[i]!;
          if (value === 1) yes++;
          else if (Number.isNaN(value)) maybe++;
        }
        result[i] = yes >= least ? 1 : yes + maybe < least ? 0 : Number.NaN;
        count[i] = maybe > 0 ? Number.NaN : yes;
      }
    };
  },
  examples: [
    {
      title: "two of three",
      inputs: { a: [1, 1, 0, 1], b: [1, null, null, null], c: [0, 1, 0, 0] },
      outputs: { result: [1, 1, 0, null], count: [2, null, null, null] },
    },
  ],
});

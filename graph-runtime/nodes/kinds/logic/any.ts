import { z } from "zod";
import { defineNode } from "../../define-node.ts";
import { GATE_INPUTS } from "./gate-inputs.ts";

export const anyOf = defineNode({
  kind: "logic.any",
  version: 1,
  meta: {
    title: "Any of",
    family: "logic",
    keywords: ["or", "either", "gate", "combine"],
    summary:
      "True when at least one wired condition is true. Unknown stays unknown unless the others decide (Kleene logic).",
  },
  params: z.object({}),
  inputs: GATE_INPUTS,
  outputs: { result: { type: "boolean", label: "True" } },
  warmup: () => 0,
  explain: () => "Any of (joined with or)",
  phrase: (_, inputs) => inputs.join(" or "),
  compile: ({ inputs, outputs, connected }) => {
    const out = outputs.result;
    const sources = (Object.keys(GATE_INPUTS) as (keyof typeof GATE_INPUTS)[])
      .filter((port) => connected[port])
      .map((port) => inputs[port]);
    const count = sources.length;
    return (from, to) => {
      for (let i = from; i < to; i++) {
        let result = 0;
        for (let k = 0; k < count; k++) {
          const value = sources[k]![i]!;
          if (value === 1) {
            result = 1;
            break;
          }
          if (Number.isNaN(value)) result = Number.NaN;
        }
        out[i] = result;
      }
    };
  },
  examples: [
    {
      title: "unknown does not hide a true",
      inputs: { a: [0, 0, 1, null], b: [0, null, null, 1] },
      outputs: { result: [0, null, 1, 1] },
    },
  ],
});

import { z } from "zod";
import { defineNode } from "../../define-node.ts";
import { GATE_INPUTS } from "./gate-inputs.ts";

export const allOf = defineNode({
  kind: "logic.all",
  version: 1,
  meta: {
    title: "All of",
    family: "logic",
    keywords: ["and", "both", "every", "gate", "combine"],
    summary: "True when every wired condition is true. Unknown stays unknown unless the others decide (Kleene logic).",
  },
  params: z.object({}),
  inputs: GATE_INPUTS,
  outputs: { result: { type: "boolean", label: "True" } },
  warmup: () => 0,
  explain: () => "All of (joined with and)",
  phrase: (_, inputs) => inputs.join(" and "),
  compile: ({ inputs, outputs, connected }) => {
    const out = outputs.result;
    const sources = (Object.keys(GATE_INPUTS) as (keyof typeof GATE_INPUTS)[])
      .filter((port) => connected[port])
      .map((port) => inputs[port]);
    const count = sources.length;
    return (from, to) => {
      for (let i = from; i < to; i++) {
        let result = 1;
        for (let k = 0; k < count; k++) {
          const value = sources[k]![i]!;
          if (value === 0) {
            result = 0;
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
      title: "unknown does not hide a false",
      inputs: { a: [1, 1, 0, null], b: [1, null, null, 0] },
      outputs: { result: [1, null, 0, 0] },
    },
  ],
});

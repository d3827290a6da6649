import { z } from "zod";
import { defineNode } from "../../define-node.ts";
import { GATE_INPUTS } from "./gate-inputs.ts";

/** Kleene's and: false decides, else unknown stays unknown. */
function andInto(out: Float64Array, source: Float64Array, from: number, to: number): void {
  for (let i = from; i < to; i++) {
    const value = source[i]!;
    if (value === 0) out[i] = 0;
    else if (Number.isNaN(value) && out[i] === 1) out[i] = Number.NaN;
  }
}

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
    const [first, ...others] = sources;
    return (from, to) => {
      if (first === undefined) out.fill(1, from, to);
      else for (let i = from; i < to; i++) out[i] = Number.isNaN(first[i]!) ? Number.NaN : first[i] === 0 ? 0 : 1;
      for (const source of others) andInto(out, source, from, to);
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

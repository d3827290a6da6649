import { z } from "zod";
import { defineNode } from "@/graph-runtime/nodes/define-node.ts";
import type { PlantedKind } from "./planted-kinds.ts";

/** A difference that claims to be the same the other way round, and two of which claim to run together. */
const difference = defineNode({
  kind: "planted.difference",
  version: 1,
  meta: {
    title: "Planted",
    family: "math",
    keywords: ["planted"],
    summary: "Takes one value from another, with a bug.",
  },
  params: z.object({ times: z.int().min(1).max(9).default(2).meta({ label: "Times", control: "number" }) }),
  inputs: { a: { type: "number", label: "A" }, b: { type: "number", label: "B" } },
  outputs: { value: { type: "number", label: "Value" } },
  warmup: () => 0,
  explain: (p) => `A less B, ${p.times} times`,
  compile: ({ params, inputs, outputs }) => {
    return (from, to) => {
      for (let i = from; i < to; i++) outputs.value[i] = (inputs.a[i]! - inputs.b[i]!) * params.times;
    };
  },
  examples: [{ title: "subtracts", inputs: { a: [3], b: [1] }, outputs: { value: [4] } }],
});

export const plantedSharing: readonly PlantedKind[] = [
  {
    bug: "another value the other way round",
    definition: { ...difference, mirror: { inputs: ["a", "b"], params: (params) => params } },
    caughtBy: /other way round/,
  },
  {
    bug: "two nodes together that are not what they are alone",
    definition: { ...difference, pair: (one) => difference.compile!(one) },
    caughtBy: /together with another/,
  },
];

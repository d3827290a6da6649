import { z } from "zod";
import { defineNode } from "../../define-node.ts";
import { FORMULA_PORTS, formulaKernel, formulaParam } from "../../formula/formula-kernel.ts";

export const conditionFormula = defineNode({
  kind: "compare.formula",
  version: 1,
  meta: {
    title: "Condition formula",
    family: "compare",
    keywords: ["expression", "custom", "condition", "formula", "script"],
    summary:
      "A condition from an expression of the inputs, such as a > b * 1.02 and c < 30; unknown where the unknown inputs decide.",
  },
  params: z.object({ formula: formulaParam("condition", "a > b * 1.02") }),
  inputs: FORMULA_PORTS,
  outputs: { result: { type: "boolean", label: "True" } },
  warmup: () => 0,
  explain: (p) => p.formula,
  phrase: (p, inputs) => `${p.formula} of ${inputs.join(", ")}`,
  compile: ({ params, inputs, outputs }) => formulaKernel(params.formula, inputs, outputs.result),
  examples: [
    {
      title: "two percent above b",
      inputs: { a: [103, 101, null], b: [100, 100, 100] },
      outputs: { result: [1, 0, null] },
    },
    {
      title: "a known false decides",
      params: { formula: "a > 5 and b > 5" },
      inputs: { a: [9, 1, 9], b: [9, null, null] },
      outputs: { result: [1, 0, null] },
    },
  ],
});

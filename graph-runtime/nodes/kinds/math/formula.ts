import { z } from "zod";
import { defineNode } from "../../define-node.ts";
import { FORMULA_PORTS, formulaKernel, formulaParam } from "../../formula/formula-kernel.ts";

export const formula = defineNode({
  kind: "math.formula",
  version: 1,
  meta: {
    title: "Formula",
    family: "math",
    keywords: ["expression", "calculate", "custom", "equation", "script"],
    summary:
      "A number from an expression of the inputs, such as (a - b) / b * 100 or if(a > b, a, 0). Dividing by zero and unknown inputs give unknown.",
  },
  params: z.object({ formula: formulaParam("number", "(a - b) / b * 100") }),
  inputs: FORMULA_PORTS,
  outputs: { value: { type: "number", label: "Value" } },
  warmup: () => 0,
  explain: (p) => p.formula,
  phrase: (p, inputs) => `${p.formula} of ${inputs.join(", ")}`,
  compile: ({ params, inputs, outputs }) => formulaKernel(params.formula, inputs, outputs.value),
  examples: [
    { title: "percent above b", inputs: { a: [110, 5], b: [100, 0] }, outputs: { value: [10, null] } },
    {
      title: "the larger one only when it is large",
      params: { formula: "if(max(a, b) >= 5 and not (a = b), max(a, b), -1)" },
      inputs: { a: [1, 7, 6, null], b: [2, 3, 6, 1] },
      outputs: { value: [-1, 7, -1, null] },
    },
  ],
});

import { z } from "zod";
import { defineNode } from "../../define-node.ts";

export const constant = defineNode({
  kind: "value.constant",
  version: 1,
  meta: {
    title: "Number",
    family: "values",
    keywords: ["constant", "level", "value", "fixed"],
    summary: "A number that is the same on every bar.",
  },
  params: z.object({
    value: z.number().min(-1e12).max(1e12).default(0).meta({ label: "Value", control: "number", primary: true }),
  }),
  inputs: {},
  outputs: { value: { type: "number", label: "Value" } },
  warmup: () => 0,
  explain: (p) => String(p.value),
  constant: (p) => ({ value: p.value }),
  examples: [
    {
      title: "gives its value on every bar",
      params: { value: 3 },
      inputs: { close: [1, 2] },
      outputs: { value: [3, 3] },
    },
  ],
});

import { z } from "zod";
import { defineNode } from "../../define-node.ts";

const value = (label: string, initial: number) =>
  z
    .number()
    .min(-1e12)
    .max(1e12)
    .default(initial)
    .meta({ label, help: "Used while nothing is wired.", control: "number" });

export const choose = defineNode({
  kind: "logic.choose",
  version: 1,
  meta: {
    title: "Choose",
    family: "logic",
    keywords: ["if", "else", "switch", "select", "ternary", "true and false into numbers"],
    summary: "One value while a condition is true and another while it is false; unknown while the condition is.",
  },
  params: z.object({ whenTrue: value("If true", 1), whenFalse: value("If false", 0) }),
  inputs: {
    condition: { type: "boolean", label: "Condition" },
    whenTrue: { type: "number", label: "If true", optional: true },
    whenFalse: { type: "number", label: "If false", optional: true },
  },
  outputs: { value: { type: "number", label: "Value" } },
  warmup: () => 0,
  explain: (p) => `Choose ${p.whenTrue} or ${p.whenFalse}`,
  phrase: (p, [condition, ...values]) =>
    values.length === 0
      ? `${p.whenTrue} if ${condition}, else ${p.whenFalse}`
      : `${values.join(" or ")} by ${condition}`,
  compile: ({ params, inputs, connected, outputs }) => {
    return (from, to) => {
      for (let i = from; i < to; i++) {
        const isTrue = inputs.condition[i]!;
        if (isTrue === 1) outputs.value[i] = connected.whenTrue ? inputs.whenTrue[i]! : params.whenTrue;
        else if (isTrue === 0) outputs.value[i] = connected.whenFalse ? inputs.whenFalse[i]! : params.whenFalse;
        else outputs.value[i] = Number.NaN;
      }
    };
  },
  examples: [
    {
      title: "one of two series",
      inputs: { condition: [1, 0, null], whenTrue: [5, 5, 5], whenFalse: [7, 7, 7] },
      outputs: { value: [5, 7, null] },
    },
  ],
});

import { z } from "zod";
import { defineNode } from "../../define-node.ts";

export const whileTrue = defineNode({
  kind: "logic.while-true",
  version: 1,
  meta: {
    title: "While true",
    family: "logic",
    keywords: ["level", "every bar", "repeat", "event"],
    summary: "An event on every bar on which a condition is true, not only when it becomes true.",
  },
  params: z.object({}),
  inputs: { condition: { type: "boolean", label: "Condition" } },
  outputs: { event: { type: "event", label: "Event" } },
  warmup: () => 0,
  explain: () => "On every bar while the condition is true",
  phrase: (_, [a]) => `${a} is true`,
  compile: ({ inputs, outputs }) => {
    const source = inputs.condition;
    const out = outputs.event;
    return (from, to) => {
      for (let i = from; i < to; i++) out[i] = source[i]!;
    };
  },
  examples: [
    { title: "fires on every true bar", inputs: { condition: [0, 1, 1, null] }, outputs: { event: [0, 1, 1, null] } },
  ],
});

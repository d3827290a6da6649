import { defineGate } from "./define-gate.ts";

export const anyOf = defineGate({
  kind: "logic.any",
  title: "Any of",
  keywords: ["or", "either", "gate", "combine"],
  when: "True when at least one wired condition is true.",
  joint: "or",
  decisive: 1,
  examples: [
    {
      title: "unknown does not hide a true",
      inputs: { a: [0, 0, 1, null], b: [0, null, null, 1] },
      outputs: { result: [0, null, 1, 1] },
    },
  ],
});

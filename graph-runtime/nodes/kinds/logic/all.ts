import { defineGate } from "./define-gate.ts";

export const allOf = defineGate({
  kind: "logic.all",
  title: "All of",
  keywords: ["and", "both", "every", "gate", "combine"],
  when: "True when every wired condition is true.",
  joint: "and",
  decisive: 0,
  examples: [
    {
      title: "unknown does not hide a false",
      inputs: { a: [1, 1, 0, null], b: [1, null, null, 0] },
      outputs: { result: [1, null, 0, 0] },
    },
  ],
});

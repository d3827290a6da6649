import { z } from "zod";
import { defineNode } from "../../define-node.ts";

export const kill = defineNode({
  kind: "risk.kill",
  version: 1,
  meta: {
    title: "Kill switch",
    family: "risk",
    keywords: ["halt", "emergency stop", "flatten", "stop trading", "panic"],
    summary:
      "Once its condition is true, cancels every order, closes every position of the strategy at the next open, and lets nothing in again for the rest of the run.",
  },
  params: z.object({}),
  inputs: { when: { type: "boolean", label: "When" } },
  outputs: {},
  warmup: () => 0,
  explain: () => "Close everything and stop trading for good",
  triggers: ["when"],
  compile: ({ inputs: { when }, emit, report }) => {
    return (from, to) => {
      for (let i = from; i < to; i++) {
        if (when[i] !== 1) report(when[i] === 0 ? "trigger-false" : "trigger-unknown");
        else report(emit({ action: "halt", reason: "kill switch" }) ? "fired" : "halted");
      }
    };
  },
  examples: [{ title: "acts on its condition", params: {}, inputs: { when: [0, 1, 0] }, outputs: {}, fires: [1] }],
});

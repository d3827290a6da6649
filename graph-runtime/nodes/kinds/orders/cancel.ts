import { z } from "zod";
import { defineNode } from "../../define-node.ts";

const WORDS = { entries: "entries", exits: "exits", all: "orders" } as const;

export const cancel = defineNode({
  kind: "order.cancel",
  version: 1,
  meta: {
    title: "Cancel",
    family: "orders",
    keywords: ["cancel order", "withdraw", "take back", "pull", "working order"],
    summary:
      "Takes the strategy's own working orders back while its condition is true. The stops and targets of a position stay: it never leaves one unprotected.",
  },
  params: z.object({
    what: z
      .enum(["entries", "exits", "all"])
      .default("entries")
      .meta({ label: "Cancels", control: "segmented", primary: true }),
  }),
  inputs: { when: { type: "boolean", label: "When" } },
  outputs: {},
  warmup: () => 0,
  explain: (p) => `Cancel the working ${WORDS[p.what]}`,
  triggers: ["when"],
  compile: ({ params: { what }, inputs: { when }, account, emit, report }) => {
    return (from, to) => {
      for (let i = from; i < to; i++) {
        const entries = what === "exits" ? 0 : account.pendingEntries[i]!;
        const exits = what === "entries" ? 0 : account.pendingExits[i]!;
        if (when[i] !== 1) report(when[i] === 0 ? "trigger-false" : "trigger-unknown");
        else if (entries + exits === 0) report("no-order");
        else {
          emit({ action: "cancel", what, reason: "cancel condition" });
          report("fired");
        }
      }
    };
  },
  examples: [
    {
      title: "does nothing without a working order",
      params: {},
      inputs: { when: [0, 1, 1] },
      outputs: {},
      fires: [],
    },
  ],
});

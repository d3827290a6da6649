import { z } from "zod";
import { defineNode } from "../../define-node.ts";

const READINGS: Readonly<Record<string, string>> = {
  any: "for any of the",
  all: "for all",
  count: "number of",
  share: "share of",
};

export const anyOrAll = defineNode({
  kind: "portfolio.any-all",
  version: 1,
  meta: {
    title: "Any or all instruments",
    family: "portfolio",
    keywords: ["any", "all", "count", "share", "breadth", "how many", "cross-section", "aggregate"],
    summary:
      "Tells of a condition on each instrument whether it holds for any of them, for all, for how many and for which share. Instruments without a bar are left out.",
  },
  params: z.object({}),
  inputs: { condition: { type: "boolean", label: "Condition" } },
  outputs: {
    any: { type: "boolean", label: "Any", domain: "all" },
    all: { type: "boolean", label: "All", domain: "all" },
    count: { type: "number", label: "How many", help: "Of those for which it is known.", domain: "all" },
    share: { type: "number", label: "Share, %", help: "Of those for which it is known.", domain: "all" },
  },
  warmup: () => 0,
  explain: () => "Any or all instruments",
  phrase: (_, [condition], port) => `${READINGS[port] ?? "over all"} instruments: ${condition}`,
  cross:
    ({ lanes, outputs: { any, all, count, share } }) =>
    (from, to) => {
      for (let i = from; i < to; i++) {
        let known = 0;
        let unknown = 0;
        let holds = 0;
        for (const { inputs, close } of lanes) {
          if (Number.isNaN(close[i]!)) continue;
          const value = inputs.condition[i]!;
          if (Number.isNaN(value)) unknown++;
          else {
            known++;
            if (value === 1) holds++;
          }
        }
        any[i] = holds > 0 ? 1 : unknown > 0 || known === 0 ? Number.NaN : 0;
        all[i] = holds < known ? 0 : unknown > 0 || known === 0 ? Number.NaN : 1;
        count[i] = known === 0 ? Number.NaN : holds;
        share[i] = known === 0 ? Number.NaN : (100 * holds) / known;
      }
    },
  examples: [
    {
      title: "of one instrument",
      inputs: { close: [1, 1, 1], condition: [1, 0, null] },
      outputs: { any: [1, 0, null], all: [1, 0, null], count: [1, 0, null], share: [100, 0, null] },
    },
  ],
});

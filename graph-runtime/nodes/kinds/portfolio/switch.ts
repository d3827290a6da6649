import { z } from "zod";
import { defineNode } from "../../define-node.ts";

export const switchUniverse = defineNode({
  kind: "portfolio.switch",
  version: 1,
  meta: {
    title: "Switch between sets",
    family: "portfolio",
    keywords: ["regime", "risk on", "risk off", "choose", "if else", "rotation"],
    summary: "One set of instruments while a condition of the portfolio is true, another while it is false.",
  },
  params: z.object({}),
  inputs: {
    when: { type: "boolean", label: "When", domain: "all", help: "One condition for the whole portfolio." },
    whenTrue: { type: "universe", label: "While true" },
    whenFalse: { type: "universe", label: "While false" },
  },
  outputs: { members: { type: "universe", label: "Members" } },
  warmup: () => 0,
  explain: () => "one set or the other",
  phrase: (_, [when, yes, no]) => `${yes} while ${when}, else ${no}`,
  cross:
    ({ lanes, inputs: { when } }) =>
    (from, to) => {
      for (const { inputs, outputs, close } of lanes) {
        for (let i = from; i < to; i++) {
          const yes = inputs.whenTrue[i]!;
          const no = inputs.whenFalse[i]!;
          const isKnown = !Number.isNaN(when[i]!) || yes === no;
          const value = when[i] === 0 ? no : yes;
          outputs.members[i] = isKnown && !Number.isNaN(close[i]!) ? value : Number.NaN;
        }
      }
    },
  examples: [
    {
      title: "from one set to the other",
      inputs: { close: [1, 1, 1], when: [1, 0, null], whenTrue: [1, 1, 1], whenFalse: [0, 0, 0] },
      outputs: { members: [1, 0, null] },
    },
  ],
});

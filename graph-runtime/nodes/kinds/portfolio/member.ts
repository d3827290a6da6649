import { z } from "zod";
import { defineNode } from "../../define-node.ts";

export const member = defineNode({
  kind: "portfolio.member",
  version: 1,
  meta: {
    title: "Is a member",
    family: "portfolio",
    keywords: ["in universe", "belongs", "selected", "condition"],
    summary:
      "A condition on each instrument: whether it is in the set. Wire it to Enter and Exit to trade the members.",
  },
  params: z.object({}),
  inputs: { members: { type: "universe", label: "Set" } },
  outputs: { result: { type: "boolean", label: "True" } },
  warmup: () => 0,
  explain: () => "is a member",
  phrase: (_, [members]) => `is among ${members}`,
  compile:
    ({ inputs: { members }, outputs: { result } }) =>
    (from, to) => {
      for (let i = from; i < to; i++) result[i] = members[i]!;
    },
  examples: [{ title: "as the set says", inputs: { members: [1, 0, null] }, outputs: { result: [1, 0, null] } }],
});

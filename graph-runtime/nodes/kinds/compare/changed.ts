import { z } from "zod";
import { forKnown } from "../../../kernels/for-known.ts";
import { defineNode } from "../../define-node.ts";

export const changed = defineNode({
  kind: "compare.changed",
  version: 1,
  meta: {
    title: "Changed",
    family: "compare",
    keywords: ["change", "flip", "switch", "different", "turns"],
    summary:
      "True on the bar where a condition is not what it was on the bar before: it turned true, turned false, or either.",
  },
  params: z.object({
    to: z
      .enum(["either", "true", "false"])
      .default("either")
      .meta({ label: "Turned", control: "segmented", primary: true }),
  }),
  inputs: { condition: { type: "boolean", label: "Condition" } },
  outputs: { result: { type: "boolean", label: "True" } },
  warmup: () => 1,
  explain: (p) => (p.to === "either" ? "Changed" : `Turned ${p.to}`),
  phrase: (p, [condition]) => `${condition} ${p.to === "either" ? "changed" : `turned ${p.to}`}`,
  state: () => ({ last: 2 }),
  compile: ({ params: { to }, inputs: { condition }, outputs: { result }, state: { last } }) =>
    forKnown([condition], [result], (i) => {
      const now = condition[i]!;
      const isTurn = now !== last[1] && (to === "either" || now === Number(to === "true"));
      result[i] = last[0] === 0 ? Number.NaN : Number(isTurn);
      last[0] = 1;
      last[1] = now;
    }),
  examples: [{ title: "either way", inputs: { condition: [0, 1, 1, 0] }, outputs: { result: [null, 1, 0, 1] } }],
});

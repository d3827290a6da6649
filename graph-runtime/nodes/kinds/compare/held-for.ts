import { z } from "zod";
import { forKnown } from "../../../kernels/for-known.ts";
import { defineNode } from "../../define-node.ts";
import { lengthParam } from "../../length-param.ts";

export const heldFor = defineNode({
  kind: "compare.held-for",
  version: 1,
  meta: {
    title: "True for N bars",
    family: "compare",
    keywords: ["consecutive", "confirm", "persist", "in a row", "for n bars"],
    summary: "True when a condition has been true on each of the last N bars.",
  },
  params: z.object({ length: lengthParam(3, "Bars") }),
  inputs: { condition: { type: "boolean", label: "Condition" } },
  outputs: { result: { type: "boolean", label: "True" } },
  warmup: (p) => p.length - 1,
  explain: (p) => `True for ${p.length} bars`,
  phrase: (p, [condition]) => `${condition} for ${p.length} bars`,
  state: () => ({ run: 2 }),
  compile: ({ params: { length }, inputs: { condition }, outputs: { result }, state: { run } }) =>
    forKnown([condition], [result], (i) => {
      run[0] = condition[i] === 1 ? Math.min(length, run[0]! + 1) : 0;
      run[1] = Math.min(length, run[1]! + 1);
      result[i] = run[1]! < length ? Number.NaN : Number(run[0]! >= length);
    }),
  examples: [
    {
      title: "two in a row",
      params: { length: 2 },
      inputs: { condition: [1, 1, 0, 1, 1] },
      outputs: { result: [null, 1, 0, 0, 1] },
    },
  ],
});

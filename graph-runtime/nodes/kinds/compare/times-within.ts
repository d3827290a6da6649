import { z } from "zod";
import { forKnown } from "../../../kernels/for-known.ts";
import { isRingFull, pushRing, ringCells } from "../../../kernels/rolling-window.ts";
import { defineNode } from "../../define-node.ts";
import { lengthParam } from "../../length-param.ts";

export const timesWithin = defineNode({
  kind: "compare.times-within",
  version: 1,
  meta: {
    title: "Was true recently",
    family: "compare",
    keywords: ["within last", "recently", "n times in m", "count", "any of the last"],
    summary:
      "True when a condition was true on at least so many of the last N bars, this one included; also gives the count.",
  },
  params: z.object({
    times: z
      .int()
      .min(1)
      .max(5_000)
      .default(1)
      .meta({ label: "At least", unit: "times", control: "number", primary: true }),
    length: lengthParam(5, "Of the last"),
  }),
  inputs: { condition: { type: "boolean", label: "Condition" } },
  outputs: { result: { type: "boolean", label: "True" }, count: { type: "number", label: "Count" } },
  warmup: (p) => p.length - 1,
  explain: (p) => `True at least ${p.times} times in ${p.length} bars`,
  phrase: (p, [condition]) =>
    p.times === 1
      ? `${condition} within the last ${p.length} bars`
      : `${condition} at least ${p.times} times in ${p.length} bars`,
  state: (p) => ({ ring: ringCells(p.length), count: 1 }),
  compile: ({ params: { times }, inputs: { condition }, outputs: { result, count: total }, state: { ring, count } }) =>
    forKnown([condition], [result, total], (i) => {
      const gone = pushRing(ring, condition[i]!);
      count[0]! += condition[i]! - (Number.isNaN(gone) ? 0 : gone);
      const isWarm = isRingFull(ring);
      result[i] = isWarm ? Number(count[0]! >= times) : Number.NaN;
      total[i] = isWarm ? count[0]! : Number.NaN;
    }),
  examples: [
    {
      title: "within the last two bars",
      params: { length: 2 },
      inputs: { condition: [0, 1, 0, 0] },
      outputs: { result: [null, 1, 1, 0], count: [null, 1, 1, 0] },
    },
  ],
});

import { z } from "zod";
import { forKnown } from "../../../kernels/for-known.ts";
import { countBars } from "../../count-bars.ts";
import { defineNode } from "../../define-node.ts";
import { lengthParam } from "../../length-param.ts";

export const rising = defineNode({
  kind: "compare.rising",
  version: 1,
  meta: {
    title: "Rising or falling",
    family: "compare",
    keywords: ["rising", "falling", "up", "down", "slope", "consecutive"],
    summary: "True when the value has risen (or fallen) on each of the last N bars.",
  },
  params: z.object({
    direction: z
      .enum(["rising", "falling"])
      .default("rising")
      .meta({ label: "Is", control: "segmented", primary: true }),
    length: lengthParam(1, "For"),
  }),
  inputs: { source: { type: "number", label: "Source" } },
  outputs: { result: { type: "boolean", label: "True" } },
  warmup: (p) => p.length,
  explain: (p) => `${p.direction} for ${countBars(p.length)}`,
  phrase: (p, [source]) => `${source} is ${p.direction} for ${countBars(p.length)}`,
  state: () => ({ last: 3 }),
  compile: ({ params: { direction, length }, inputs: { source }, outputs: { result }, state: { last } }) => {
    const sign = direction === "rising" ? 1 : -1;
    return forKnown([source], [result], (i) => {
      const x = source[i]!;
      const seen = last[0]!;
      const run = seen > 0 && sign * (x - last[1]!) > 0 ? Math.min(length, last[2]! + 1) : 0;
      last[0] = Math.min(length, seen) + 1;
      last[1] = x;
      last[2] = run;
      result[i] = seen < length ? Number.NaN : Number(run >= length);
    });
  },
  examples: [
    {
      title: "two rises in a row",
      params: { length: 2 },
      inputs: { source: [1, 2, 3, 3, 4] },
      outputs: { result: [null, null, 1, 0, 0] },
    },
  ],
});

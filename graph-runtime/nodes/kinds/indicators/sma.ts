import { z } from "zod";
import { defineNode } from "../../define-node.ts";
import { lengthParam } from "../../length-param.ts";

export const sma = defineNode({
  kind: "indicator.sma",
  version: 1,
  meta: {
    title: "Simple moving average",
    family: "indicators",
    keywords: ["sma", "average", "mean", "moving average", "trend"],
    summary: "The mean of the last N values.",
    reference: "TA-Lib SMA",
  },
  params: z.object({ length: lengthParam(20) }),
  inputs: { source: { type: "number", label: "Source" } },
  outputs: { value: { type: "number", label: "SMA" } },
  warmup: (p) => p.length - 1,
  // the running sum carries the rounding of all earlier bars, which stays far below 1e-9 of a price
  explain: (p) => `SMA ${p.length}`,
  state: (p) => ({ ring: p.length, cursor: 1, count: 1, sum: 1 }),
  compile: ({ params, inputs, outputs, state }) => {
    const length = params.length;
    const source = inputs.source;
    const out = outputs.value;
    const { ring, cursor, count, sum } = state;
    return (from, to) => {
      let at = cursor[0]!;
      let seen = count[0]!;
      let total = sum[0]!;
      for (let i = from; i < to; i++) {
        const x = source[i]!;
        if (Number.isNaN(x)) {
          out[i] = Number.NaN;
          continue;
        }
        ring[at] = x;
        total += x;
        at = at + 1 === length ? 0 : at + 1;
        if (seen < length - 1) {
          seen++;
          out[i] = Number.NaN;
          continue;
        }
        out[i] = total / length;
        total -= ring[at]!;
      }
      cursor[0] = at;
      count[0] = seen;
      sum[0] = total;
    };
  },
  examples: [
    {
      title: "averages the last three values",
      params: { length: 3 },
      inputs: { source: [1, 2, 3, 4, 8] },
      outputs: { value: [null, null, 2, 3, 5] },
    },
    {
      title: "passes over an unknown value",
      params: { length: 2 },
      inputs: { source: [1, null, 3, 5] },
      outputs: { value: [null, null, 2, 4] },
    },
  ],
});
